package openbell.worker.intake.offline;

import java.util.ArrayList;
import java.util.List;

/// Text in fixed columns.
final class Words {
  private Words() {}

  /// Text of a document or a file name on one line, without anything a terminal would obey.
  static String plain(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .map(
            c ->
                switch (Character.getType(c)) {
                  case Character.CONTROL,
                      Character.FORMAT,
                      Character.LINE_SEPARATOR,
                      Character.PARAGRAPH_SEPARATOR,
                      Character.SURROGATE ->
                      ' ';
                  default -> c;
                })
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  /// Columns that a text takes: East Asian characters take two, combining ones none.
  static int width(String text) {
    return text.codePoints().map(Words::width).sum();
  }

  static String left(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - width(text)));
  }

  static String right(String text, int columns) {
    return " ".repeat(Math.max(0, columns - width(text))) + text;
  }

  /// At most `columns` of a text; a dot or two say that something is missing.
  static String cut(String text, int columns, String dots) {
    if (width(text) <= columns) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int taken = 0;
    int room = Math.max(0, columns - width(dots));
    for (int c : text.codePoints().toArray()) {
      taken += width(c);
      if (taken > room) {
        break;
      }
      out.appendCodePoint(c);
    }
    return out.append(dots).toString();
  }

  /// A text as lines of at most `columns`, broken at blanks.
  static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        between(c, 0x1100, 0x115F)
            || between(c, 0x2E80, 0xA4CF)
            || between(c, 0xAC00, 0xD7A3)
            || between(c, 0xF900, 0xFAFF)
            || between(c, 0xFE30, 0xFE6F)
            || between(c, 0xFF00, 0xFF60)
            || between(c, 0x1F300, 0x1FAFF)
            || c >= 0x20000;
    return wide ? 2 : 1;
  }

  private static boolean between(int c, int first, int last) {
    return c >= first && c <= last;
  }
}
