package openbell.notification.adapter;

import java.util.List;
import java.util.function.Function;

/// Writes lists as PostgreSQL array literals, so that one bound text carries many rows.
final class SqlArrays {
  private SqlArrays() {}

  static String text(List<String> values) {
    return text(values, value -> value);
  }

  /// E.g. `{"a","b"}`; quotes and backslashes are escaped.
  static <T> String text(List<T> values, Function<T, String> each) {
    StringBuilder literal = new StringBuilder("{");
    for (T value : values) {
      literal.append(literal.length() == 1 ? "\"" : ",\"");
      String text = each.apply(value);
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '"' || c == '\\') {
          literal.append('\\');
        }
        // PostgreSQL has no text with this character in it.
        literal.append(c == 0 ? '\ufffd' : c);
      }
      literal.append('"');
    }
    return literal.append('}').toString();
  }
}
