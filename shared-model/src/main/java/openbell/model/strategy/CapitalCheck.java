package openbell.model.strategy;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Weights and shares of the money: do they add up?
final class CapitalCheck {
  /// Sums of decimal fractions are a little off in binary.
  private static final double ROUNDING = 1e-9;

  private static final double DIGITS = 1e4;

  private static final Set<String> BY_PERCENT =
      Set.of("PercentCapitalStrategy", "SimplePercentCapitalStrategy");

  private final Checked checked;
  private final Remarks remarks;

  CapitalCheck(Checked checked) {
    this.checked = checked;
    this.remarks = checked.remarks();
  }

  void run() {
    if (checked.capital().value("weights") instanceof Map<?, ?> given) {
      Map<String, Double> weights = new TreeMap<>();
      given.forEach((symbol, weight) -> weights.put(String.valueOf(symbol), number(weight)));
      symbols(weights);
      sum(weights);
    }
    noSellRule();
    moreThanEverything();
  }

  private static double number(Object weight) {
    return weight instanceof Double number ? number : 0;
  }

  private void symbols(Map<String, Double> weights) {
    if (checked.symbols().isEmpty()) {
      return;
    }
    for (String symbol : weights.keySet()) {
      if (!checked.symbols().contains(symbol)) {
        remarks.error(
            "V101",
            weightsPointer() + "/" + symbol,
            "there is a weight for " + symbol + ", which is not in the universe",
            "add it to symbols, or remove its weight",
            Edit.remove(weightsPointer() + "/" + symbol));
      }
    }
  }

  private void sum(Map<String, Double> weights) {
    boolean negative = weights.values().stream().anyMatch(weight -> weight < 0);
    double sum = 0;
    for (double weight : weights.values()) {
      sum += Math.max(0, weight);
    }
    if (!negative && sum <= 1 + ROUNDING) {
      return;
    }
    Map<String, Object> scaled = new TreeMap<>();
    double by = Math.max(1, sum);
    weights.forEach(
        (symbol, weight) ->
            scaled.put(symbol, Math.floor(Math.max(0, weight) / by * DIGITS + ROUNDING) / DIGITS));
    boolean enough = Double.isFinite(sum) && sum > 0;
    remarks.error(
        "V105",
        weightsPointer(),
        negative
            ? "a weight is below zero, and nothing is sold short"
            : "the weights add up to " + Math.round(sum * DIGITS) / DIGITS + ", which is above 1",
        enough ? "write " + scaled : "give weights from 0 to 1 that add up to at most 1",
        enough ? new Edit[] {Edit.replace(weightsPointer(), scaled)} : new Edit[0]);
  }

  private String weightsPointer() {
    return checked.capitalParams() + "/weights";
  }

  private void noSellRule() {
    if (checked.strategy().outputs().sell() == null
        && BY_PERCENT.contains(checked.strategy().capital().name())
        && committed() >= 100) {
      remarks.warning(
          "W207",
          checked.outputs(),
          "all money is invested and there is no sell_signal, so positions are never closed",
          "name a sell_signal, or lower percents");
    }
  }

  private void moreThanEverything() {
    boolean ofEquity = checked.strategy().capital().name().equals("PercentCapitalStrategy");
    boolean bounded = checked.capital().value("max_positions") != null;
    int symbols = checked.symbols().size();
    if (ofEquity && !bounded && symbols > 1 && committed() > 100) {
      remarks.warning(
          "W212",
          checked.capitalParams(),
          "percents times the number of symbols is more than 100: later buys may find no cash",
          "lower percents or set max_positions",
          Edit.replace(checked.capitalParams() + "/percents", Math.floor(DIGITS / symbols) / 100));
    }
  }

  private double committed() {
    return checked.capital().number("percents", 0) * Math.max(1, checked.symbols().size());
  }
}
