package openbell.signal.size;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.model.portfolio.OwnHoldings;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalReport;
import openbell.model.signal.SignalReport.Holding;

/// How far a reader's holdings are from the portfolio in what does not change today.
final class OffTarget {
  /// Weights that differ by more are worth a word: prices alone move them by less for months.
  static final BigDecimal FAR = new BigDecimal("0.10");

  private static final int MOST_NAMED = 5;
  private static final int DIGITS = 6;

  private OffTarget() {}

  /// At most one sentence.
  ///
  /// @param value of cash and holdings together
  static List<String> notes(SignalReport report, OwnHoldings own, BigDecimal value) {
    if (value.signum() <= 0) {
      return List.of(
          "You have neither cash nor any of its holdings to follow this portfolio with.");
    }
    Set<String> changing =
        report.changes().stream().map(Signal::symbol).collect(Collectors.toUnmodifiableSet());
    List<String> far = new ArrayList<>();
    for (Holding position : report.positions()) {
      BigDecimal held = own.quantities().getOrDefault(position.symbol(), BigDecimal.ZERO);
      BigDecimal weight =
          held.multiply(position.close()).divide(value, DIGITS, RoundingMode.HALF_EVEN);
      boolean quiet = !changing.contains(position.symbol());
      if (quiet && weight.subtract(position.weight()).abs().compareTo(FAR) > 0) {
        far.add(
            "%s %s instead of %s"
                .formatted(position.symbol(), percent(weight), percent(position.weight())));
      }
    }
    if (far.isEmpty()) {
      return List.of();
    }
    int more = far.size() - MOST_NAMED;
    String named = String.join(", ", far.subList(0, Math.min(MOST_NAMED, far.size())));
    return List.of(
        "Your holdings are far from the portfolio's: "
            + named
            + (more > 0 ? " and " + more + " more" : "")
            + ". This plan only follows today's changes.");
  }

  private static String percent(BigDecimal weight) {
    return weight.movePointRight(2).setScale(1, RoundingMode.HALF_EVEN).toPlainString() + " %";
  }
}
