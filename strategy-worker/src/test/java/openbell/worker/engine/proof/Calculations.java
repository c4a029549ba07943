package openbell.worker.engine.proof;

import java.util.Map;
import java.util.TreeMap;
import openbell.model.strategy.Params;

/// Rules whose answer is a number, or a comparison of that number.
final class Calculations {

  /// What is it at bar `t`?
  interface Calculation {
    double at(View in, int t);
  }

  private interface Operation {
    double of(double a, double b);
  }

  private Calculations() {}

  static Map<String, Calculation> all() {
    Map<String, Calculation> all = new TreeMap<>();
    all.put("Add", (in, t) -> folded(in, t, Double::sum));
    all.put("Subtract", (in, t) -> folded(in, t, (a, b) -> a - b));
    all.put("Multiply", (in, t) -> folded(in, t, (a, b) -> a * b));
    all.put("Divide", (in, t) -> folded(in, t, Past::divided));
    all.put("PercentChange", Calculations::percentChange);
    all.put("LinearScaleWeight", Calculations::weight);
    all.put("BarsSince", Calculations::barsSince);
    return all;
  }

  /// True when the calculation is compared with its threshold or its second input.
  static boolean judges(String type, Params params, int inputs) {
    boolean compares = params.value("threshold") != null;
    return switch (type) {
      case "PercentChange" -> compares || inputs > 1;
      case "LinearScaleWeight", "BarsSince" -> false;
      default -> compares && !params.flag("return_calculation", false);
    };
  }

  /// The calculated number, compared with the second input of a change, or else with the threshold.
  static Truth judged(String type, View in, int t, Doubtful number) {
    boolean paired = type.equals("PercentChange") && in.count() > 1;
    Doubtful limit =
        paired ? in.number(1, t) : new Doubtful(in.params().number("threshold", Double.NaN), 0);
    return Judgements.compared(in, in.params().text("comparison", "greater"), number, limit);
  }

  private static double folded(View in, int t, Operation operation) {
    double result = in.number(0, t).value();
    for (int i = 1; i < in.count(); i++) {
      result = operation.of(result, in.number(i, t).value());
    }
    return in.params().flag("absolute", false) ? Math.abs(result) : result;
  }

  private static double percentChange(View in, int t) {
    double before = in.number(0, t - in.params().integer("period", 1)).value();
    return 100 * (Past.divided(in.number(0, t).value(), before) - 1);
  }

  /// A straight line between two points, cut off at its ends unless told otherwise.
  private static double weight(View in, int t) {
    Params p = in.params();
    double from = p.number("min_indicator", 0);
    double to = p.number("max_indicator", 1);
    double share = Past.divided(in.number(0, t).value() - from, to - from);
    if (p.flag("clip", true)) {
      share = Math.min(1, Math.max(0, share));
    }
    double least = p.number("min_weight", 0);
    return least + share * (p.number("max_weight", 1) - least);
  }

  private static double barsSince(View in, int t) {
    for (int back = 0; back <= t; back++) {
      if (in.truth(0, t - back) == Truth.TRUE) {
        return back;
      }
    }
    return Double.NaN;
  }
}
