package openbell.model.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import openbell.model.strategy.Edit;
import openbell.model.strategy.EngineLimits;
import openbell.model.strategy.Finding;
import openbell.model.strategy.Finding.Severity;
import openbell.model.strategy.Spelling;

/// Collects what is wrong with one document.
final class Findings {
  /// Not JSON at all, or not in UTF-8.
  static final String UNREADABLE = "S000";

  static final String MISSING = "S001";
  static final String UNKNOWN_KEY = "S002";
  static final String TYPE = "S003";
  static final String RANGE = "S004";
  static final String ENUM = "S005";
  static final String PATTERN = "S006";
  static final String ARITY = "S007";
  static final String DUPLICATE = "S008";
  static final String SIZE = "S009";
  static final String LIMIT = "V110";
  static final String ALIAS = "I301";

  /// Longest piece of a document that a message repeats.
  private static final int LONGEST_QUOTE = 40;

  private final Set<Finding> all = new LinkedHashSet<>();

  void error(String code, String pointer, String message, String hint, Edit... fix) {
    all.add(new Finding(code, Severity.ERROR, pointer, message, hint, List.of(fix)));
  }

  void warning(String code, String pointer, String message, String hint, Edit... fix) {
    all.add(new Finding(code, Severity.WARNING, pointer, message, hint, List.of(fix)));
  }

  /// Says that something was written in another way than the canonical one.
  void alias(String pointer, String written, String canonical, Edit... fix) {
    info(pointer, quote(written) + " was read as " + canonical, "write " + canonical, fix);
  }

  void info(String pointer, String message, String hint, Edit... fix) {
    all.add(new Finding(ALIAS, Severity.INFO, pointer, message, hint, List.of(fix)));
  }

  /// A word that is none of the known ones; the nearest of them is the fix.
  void unknown(String pointer, String message, String word, Collection<String> known) {
    error(
        ENUM,
        pointer,
        message,
        meant(word, known),
        Spelling.nearest(word, known)
            .map(nearest -> new Edit[] {Edit.replace(pointer, nearest)})
            .orElseGet(() -> new Edit[0]));
  }

  /// A single line that may become part of a mail.
  void line(String text, String pointer, int longest) {
    if (text.isBlank() || text.codePointCount(0, text.length()) > longest) {
      error(
          SIZE,
          pointer,
          text.isBlank() ? "the text is empty" : "the text is too long",
          "use 1 to " + longest + " characters");
    }
    SafeText.firstUnsafe(text)
        .ifPresent(
            found ->
                error(
                    PATTERN,
                    pointer,
                    "the text holds " + found + ", which must not get into a mail's header",
                    "remove line breaks, control characters and direction marks"));
  }

  void addAll(Collection<Finding> findings) {
    all.addAll(findings);
  }

  boolean refuse() {
    return all.stream().anyMatch(Finding::refuses);
  }

  /// Errors first, otherwise in document order; bounded, and saying so.
  List<Finding> sorted() {
    List<Finding> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparing(Finding::severity));
    if (sorted.size() <= EngineLimits.FINDINGS) {
      return List.copyOf(sorted);
    }
    int left = sorted.size() - EngineLimits.FINDINGS;
    List<Finding> first = new ArrayList<>(sorted.subList(0, EngineLimits.FINDINGS));
    first.add(
        new Finding(
            SIZE,
            sorted.get(EngineLimits.FINDINGS).severity(),
            "",
            left + " more findings were left out",
            "repair the first " + EngineLimits.FINDINGS + " and check again"));
    return List.copyOf(first);
  }

  /// "did you mean …?" when something is near, otherwise what is possible.
  static String meant(String word, Collection<String> candidates) {
    Optional<String> nearest = Spelling.nearest(word, candidates);
    if (nearest.isPresent()) {
      return "did you mean " + quote(nearest.get()) + "?";
    }
    return candidates.isEmpty() ? "" : "possible here: " + list(candidates);
  }

  static String list(Collection<String> words) {
    List<String> few = words.stream().limit(24).toList();
    return String.join(", ", few) + (few.size() < words.size() ? ", …" : "");
  }

  /// A piece of the document, short and harmless enough to be repeated in a message.
  static String quote(String text) {
    int length = text.codePointCount(0, text.length());
    String piece =
        length > LONGEST_QUOTE
            ? text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE))
            : text;
    return "\"" + SafeText.harmless(piece) + (length > LONGEST_QUOTE ? "…\"" : "\"");
  }
}
