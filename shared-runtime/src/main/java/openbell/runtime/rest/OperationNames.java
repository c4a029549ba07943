package openbell.runtime.rest;

import java.util.Locale;
import java.util.Map;

/// What operations are called in the description of the API.
///
/// `GET /api/v1/portfolios/{id}/runs` is `getPortfolioRuns`: the method, then the words of the
/// path.
/// A word that a parameter follows stands for one of many and loses its plural. A test sees to it
/// that no name is given twice.
final class OperationNames {
  /// One of what has no plural to lose.
  private static final Map<String, String> OTHERS = Map.of("bars", "ownBars", "mailbox", "mail");

  private OperationNames() {}

  static String of(String method, String path) {
    StringBuilder name = new StringBuilder(method.toLowerCase(Locale.ROOT));
    String[] parts = path.substring(ApiDocument.API.length()).split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].startsWith("{")) {
        boolean one = i + 1 < parts.length && parts[i + 1].startsWith("{");
        name.append(camel(one ? singular(parts[i]) : parts[i]));
      }
    }
    return name.toString();
  }

  /// The first word of the path: what the operation is about.
  static String tag(String path) {
    return path.substring(ApiDocument.API.length()).replaceAll("[/.].*", "");
  }

  private static String camel(String word) {
    StringBuilder camel = new StringBuilder();
    for (String part : word.split("[^A-Za-z0-9]+", -1)) {
      if (!part.isEmpty()) {
        camel.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
      }
    }
    return camel.toString();
  }

  private static String singular(String word) {
    String other = OTHERS.get(word);
    if (other != null) {
      return other;
    }
    if (word.endsWith("ies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
  }
}
