package openbell.worker.intake.offline;

import java.util.Locale;

/// Writes JSON, indented for people: objects and lists open and close in turn.
final class JsonText {
  private final StringBuilder out = new StringBuilder(4_096);
  private int depth;
  private boolean first = true;

  /// @param name of the field, empty inside a list and at the top
  JsonText open(String name, char bracket) {
    lead(name);
    out.append(bracket);
    depth++;
    first = true;
    return this;
  }

  JsonText close(char bracket) {
    depth--;
    if (!first) {
      line();
    }
    out.append(bracket);
    first = false;
    return this;
  }

  JsonText text(String name, String value) {
    lead(name);
    quote(value);
    return this;
  }

  /// A number; what is not one becomes null.
  JsonText number(String name, double value) {
    lead(name);
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    out.append(
        Double.isFinite(value)
            ? whole ? Long.toString((long) value) : Double.toString(value)
            : "null");
    return this;
  }

  JsonText flag(String name, boolean value) {
    lead(name);
    out.append(value);
    return this;
  }

  /// A value of a parameter.
  JsonText value(String name, Object value) {
    return switch (value) {
      case Double number -> number(name, number);
      case Boolean flag -> flag(name, flag);
      default -> text(name, String.valueOf(value));
    };
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void lead(String name) {
    if (!first) {
      out.append(',');
    }
    if (depth > 0) {
      line();
    }
    first = false;
    if (!name.isEmpty()) {
      quote(name);
      out.append(": ");
    }
  }

  private void line() {
    out.append('\n').append("  ".repeat(depth));
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || (Character.isSurrogate(c) && !paired(text, i))) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /// Half a character cannot be written as UTF-8.
  private static boolean paired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
