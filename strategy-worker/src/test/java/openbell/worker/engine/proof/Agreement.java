package openbell.worker.engine.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.StrategyDefinition.Column;

/// Compares what production and the reference say about every bar, and counts.
///
/// Signals are identical. Numbers differ by at most a 1e-9th of the larger, or by as much as they
/// are in doubt ({@link Shake}): a small difference of two large numbers cannot be known to 1e-9 of
/// itself. Where a comparison is a matter of rounding, production is not asked; how often that is,
/// is counted.
final class Agreement {
  private static final double RELATIVE = 1e-9;

  private final List<String> differences = new ArrayList<>();
  private int settled;
  private int open;

  /// Compares all named columns.
  void compare(PortfolioDefinition definition, Market market, Production.Found found) {
    List<Sheet> universe = found.bars().stream().map(Sheet::of).toList();
    Reference reference = new Reference(definition.strategy(), universe, market.sheets());
    for (int s = 0; s < universe.size(); s++) {
      for (Column column : definition.strategy().outputs().columns()) {
        compare(
            universe.get(s).symbol() + " " + column.outputName(),
            found.columns().get(s).getOrDefault(column.outputName(), new double[0]),
            reference.numbers(s, column.source()));
      }
    }
  }

  private void compare(String what, double[] found, Line.Numbers expected) {
    if (found.length != expected.size()) {
      differences.add(what + " has " + found.length + " bars, not " + expected.size());
      return;
    }
    int different = 0;
    for (int t = 0; t < found.length; t++) {
      Doubtful say = expected.at(t);
      if (!say.admits(found[t], RELATIVE) && different++ == 0) {
        differences.add(
            String.format(
                Locale.ROOT, "%s at %d is %s, the reference says %s", what, t, found[t], say));
      }
      boolean unsettled = say.open();
      open += unsettled ? 1 : 0;
      settled += unsettled ? 0 : 1;
    }
    if (different > 1) {
      differences.add(differences.removeLast() + ", and " + (different - 1) + " more bars");
    }
  }

  List<String> differences() {
    return differences;
  }

  /// Bars whose value the data determine.
  int settled() {
    return settled;
  }

  /// Bars whose value is a matter of rounding.
  int open() {
    return open;
  }
}
