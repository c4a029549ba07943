package openbell.signal.restate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was different about the past when two runs are compared.
///
/// @param restated the symbols whose bars were changed
/// @param compared false when the strategy was edited in between, so that its past signals differ
/// anyway
/// @param changed how many past signals would be others
/// @param signals the newest of them, at most {@link #MOST_LISTED}
public record Revision(
    List<Restatement> restated, boolean compared, int changed, List<PastSignal> signals) {
  /// Days or signals that are listed one by one.
  public static final int MOST_LISTED = 100;

  /// The same in a sentence.
  private static final int MOST_SAID = 5;

  private static final int MOST_SYMBOLS_SAID = 10;

  public Revision {
    restated = List.copyOf(Objects.requireNonNullElse(restated, List.<Restatement>of()));
    signals = List.copyOf(Objects.requireNonNullElse(signals, List.<PastSignal>of()));
  }

  /// The bars of one symbol that were changed.
  ///
  /// @param days how many
  /// @param listed the newest of them, at most {@link #MOST_LISTED}, oldest first
  /// @param factor what all prices up to `last` were multiplied by, or null when days were changed
  /// one by one
  /// @param first day that was changed
  /// @param last day that was changed
  public record Restatement(
      String symbol,
      int days,
      List<LocalDate> listed,
      @Nullable Double factor,
      LocalDate first,
      LocalDate last) {

    public Restatement {
      listed = List.copyOf(listed);
    }

    String sentence() {
      String history = "History of " + symbol;
      if (factor != null) {
        return "%s up to %s was multiplied by %s, as after a split or a dividend"
            .formatted(history, last, plain(factor));
      }
      return "%s was restated on %s (%s)"
          .formatted(history, counted(days, "day"), list(listed, days));
    }
  }

  /// A past signal that would be another now.
  ///
  /// @param before letter of the state then
  /// @param now letter of the state now
  public record PastSignal(String symbol, LocalDate date, String before, String now) {
    String words() {
      return symbol + " " + date + " was " + before + ", is " + now;
    }
  }

  /// Sentences for the reader, a bounded number of bounded length.
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (Restatement one : restated.subList(0, Math.min(MOST_SYMBOLS_SAID, restated.size()))) {
      notes.add(one.sentence() + ".");
    }
    if (restated.size() > MOST_SYMBOLS_SAID) {
      notes.add("So was that of %d more symbols.".formatted(restated.size() - MOST_SYMBOLS_SAID));
    }
    String last = signalSentence();
    if (restated.size() == 1) {
      // One restated symbol makes one sentence.
      return last.isEmpty() ? notes : List.of(restated.getFirst().sentence() + "; " + last + ".");
    }
    if (!last.isEmpty()) {
      notes.add(Character.toUpperCase(last.charAt(0)) + last.substring(1) + ".");
    }
    return notes;
  }

  private String signalSentence() {
    if (!compared) {
      return "";
    }
    if (changed == 0) {
      return "no past signal would differ";
    }
    List<String> words = signals.stream().map(PastSignal::words).toList();
    return counted(changed, "past signal") + " would differ: " + list(words, changed);
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /// The newest few of a list, and a hint at the others.
  private static String list(List<?> all, int count) {
    List<?> newest = all.subList(Math.max(0, all.size() - MOST_SAID), all.size());
    String separator = newest.getFirst() instanceof LocalDate ? ", " : "; ";
    String text = newest.stream().map(String::valueOf).collect(Collectors.joining(separator));
    return count > newest.size() ? text + separator + "and earlier ones" : text;
  }

  private static String plain(double factor) {
    return new java.math.BigDecimal(factor)
        .round(new java.math.MathContext(6))
        .stripTrailingZeros()
        .toPlainString();
  }
}
