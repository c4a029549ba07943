package openbell.model.strategy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import openbell.model.strategy.Finding.Severity;

/// What the checks of one strategy have found so far.
final class Remarks {
  private static final int LONGEST_QUOTE = 40;

  private final List<Finding> all = new ArrayList<>();

  void error(String code, String pointer, String message, String hint, Edit... fix) {
    all.add(new Finding(code, Severity.ERROR, pointer, message, hint, List.of(fix)));
  }

  void warning(String code, String pointer, String message, String hint, Edit... fix) {
    all.add(new Finding(code, Severity.WARNING, pointer, message, hint, List.of(fix)));
  }

  void info(String code, String pointer, String message, String hint, Edit... fix) {
    all.add(new Finding(code, Severity.INFO, pointer, message, hint, List.of(fix)));
  }

  /// A word that names nothing; the nearest candidate is the fix.
  void unknown(
      String pointer, String message, String word, Collection<String> known, String otherwise) {
    Optional<String> nearest = Spelling.nearest(word, known);
    if (nearest.isPresent()) {
      error(
          "V101",
          pointer,
          message,
          "did you mean \"" + nearest.get() + "\"?",
          Edit.replace(pointer, nearest.get()));
    } else {
      error("V101", pointer, message, otherwise);
    }
  }

  boolean has(String code) {
    return all.stream().anyMatch(finding -> finding.code().equals(code));
  }

  List<Finding> all() {
    return List.copyOf(all);
  }

  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .limit(LONGEST_QUOTE)
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(out::appendCodePoint);
    return out.append(text.codePointCount(0, text.length()) > LONGEST_QUOTE ? "…\"" : "\"")
        .toString();
  }
}
