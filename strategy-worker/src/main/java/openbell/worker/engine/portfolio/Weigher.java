package openbell.worker.engine.portfolio;

import java.util.Arrays;
import java.util.Map;
import openbell.worker.engine.plan.Source;
import openbell.worker.engine.portfolio.CapitalPlan.Given;
import org.jspecify.annotations.Nullable;

/// The weights that a portfolio wants at a close, as fractions of its value.
///
/// A symbol is wanted while its buy signal is true and its sell signal is not, as of its newest
/// bar; without a buy signal every symbol is wanted. Of more symbols than there are places the best
/// ranked are chosen, and the others weigh nothing.
final class Weigher {
  private final Setting setting;
  private final CapitalPlan.Scheme scheme;
  private final Ranking ranking;
  private final Volatility volatility;
  private final double[] given;
  private final @Nullable Source output;
  private final int[] chosen;

  Weigher(Setting setting, CapitalPlan.Scheme scheme) {
    this.setting = setting;
    this.scheme = scheme;
    this.ranking = new Ranking(setting);
    this.volatility = new Volatility(setting);
    this.chosen = new int[setting.symbols()];
    this.output = setting.holdings().targetWeight();
    this.given =
        switch (scheme) {
          case Given weights -> bySymbol(weights);
          case CapitalPlan.TargetVolatility plan -> bySymbol(plan.base());
          case CapitalPlan.Equal _, CapitalPlan.InverseVolatility _ -> new double[0];
        };
    if (scheme instanceof Given && given.length == 0 && output == null) {
      throw CapitalReader.invalid(
          "TargetWeightStrategy needs weights, or the output target_weight that gives them");
    }
  }

  private double[] bySymbol(Given weights) {
    if (weights.weights().isEmpty()) {
      return new double[0];
    }
    double[] bySymbol = new double[setting.symbols()];
    for (Map.Entry<String, Double> one : weights.weights().entrySet()) {
      int s = 0;
      while (s < bySymbol.length && !setting.symbol(s).equals(one.getKey())) {
        s++;
      }
      if (s == bySymbol.length) {
        throw CapitalReader.invalid(
            "weights names " + one.getKey() + ", which is not a symbol of the portfolio");
      }
      bySymbol[s] = one.getValue();
    }
    return bySymbol;
  }

  /// @param out weight by symbol, at least 0
  void weigh(int i, double[] out) {
    Arrays.fill(out, 0);
    int count = choose(i);
    switch (scheme) {
      case CapitalPlan.Equal _ -> equal(count, out, most());
      case Given _ -> asGiven(count, i, out);
      case CapitalPlan.InverseVolatility(int lookback) -> {
        double sum = 0;
        for (int k = 0; k < count; k++) {
          out[chosen[k]] = 1 / volatility.ofSymbol(chosen[k], i, lookback);
          sum += out[chosen[k]];
        }
        scale(count, out, most() / sum);
      }
      case CapitalPlan.TargetVolatility plan -> aim(plan, count, i, out);
    }
  }

  /// Weights that are made here, not given, leave the cash buffer alone.
  private double most() {
    return 1 - setting.plan().cashBuffer();
  }

  private int choose(int i) {
    int count = 0;
    for (int s = 0; s < chosen.length; s++) {
      int row = setting.calendar().asOf(s, i);
      if (row >= 0 && isWanted(s, row) && isMeasurable(s, i)) {
        chosen[count++] = s;
      }
    }
    if (count <= setting.plan().maxPositions()) {
      return count;
    }
    ranking.sort(chosen, count, i);
    return setting.plan().maxPositions();
  }

  private boolean isWanted(int s, int row) {
    return (!setting.hasBuySignal() || setting.buys(s, row)) && !setting.sells(s, row);
  }

  /// Where weights depend on deviations, a symbol without one weighs nothing and takes no place.
  private boolean isMeasurable(int s, int i) {
    return switch (scheme) {
      case CapitalPlan.Equal _, Given _ -> true;
      case CapitalPlan.InverseVolatility(int lookback) -> volatility.ofSymbol(s, i, lookback) > 0;
      case CapitalPlan.TargetVolatility plan -> volatility.ofSymbol(s, i, plan.lookback()) >= 0;
    };
  }

  private void equal(int count, double[] out, double sum) {
    for (int k = 0; k < count; k++) {
      out[chosen[k]] = sum / count;
    }
  }

  private void asGiven(int count, int i, double[] out) {
    for (int k = 0; k < count; k++) {
      int s = chosen[k];
      double weight =
          output == null
              ? given[s]
              : setting.holdings().symbols().get(s).numbers(output)[setting.calendar().asOf(s, i)];
      out[s] = weight > 0 ? weight : 0;
    }
  }

  private void aim(CapitalPlan.TargetVolatility plan, int count, int i, double[] out) {
    if (given.length == 0 && output == null) {
      equal(count, out, 1);
    } else {
      asGiven(count, i, out);
    }
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += out[chosen[k]];
    }
    double realised = volatility.ofBasket(chosen, count, out, i, plan.lookback());
    double factor = Math.min(plan.target() / realised, Math.min(plan.most(), most()) / sum);
    scale(count, out, factor);
  }

  private void scale(int count, double[] out, double factor) {
    for (int k = 0; k < count; k++) {
      double weight = out[chosen[k]] * factor;
      out[chosen[k]] = weight > 0 ? weight : 0;
    }
  }
}
