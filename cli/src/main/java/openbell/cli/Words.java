package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/// Pieces of answers as words.
final class Words {
  private static final int LONGEST = 60;

  private Words() {}

  /// E.g. `AAPL, SPX`.
  static String joined(JsonNode list) {
    StringJoiner words = new StringJoiner(", ");
    list.forEach(one -> words.add(one.asText()));
    return words.toString();
  }

  /// A value of a document on one line, shortened when it is long.
  static String value(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return "-";
    }
    String text = node.isTextual() ? node.asText() : node.toString();
    return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
  }

  /// A moment without its fraction of a second.
  static String moment(JsonNode node) {
    return node.asText("-").replaceFirst("\\.\\d+Z$", "Z");
  }
}
