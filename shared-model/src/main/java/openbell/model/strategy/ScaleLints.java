package openbell.model.strategy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import openbell.model.strategy.Output.Unit;
import openbell.model.strategy.Scales.Scale;
import openbell.model.strategy.StrategyGraph.Placed;

/// Comparisons whose two sides do not measure the same, and thresholds that are never reached.
final class ScaleLints {
  private static final Set<String> COMPARISONS =
      Set.of(
          "GreaterThan",
          "LessThan",
          "GreaterOrEqual",
          "LessOrEqual",
          "Equal",
          "InRange",
          "Crossover",
          "Crossunder");

  private final Checked checked;
  private final Remarks remarks;
  private final Scales scales;

  ScaleLints(Checked checked) {
    this.checked = checked;
    this.remarks = checked.remarks();
    this.scales = new Scales(checked.strategy(), checked.graph());
  }

  void run() {
    for (Placed placed : checked.graph().all()) {
      if (COMPARISONS.contains(placed.node().type()) && placed.node().inputs().size() >= 2) {
        sides(placed);
      }
      threshold(placed);
    }
    target();
  }

  /// Weights are fractions: a price or a percentage as a weight is far above 1.
  private void target() {
    String id = checked.strategy().outputs().targetWeight();
    if (id == null) {
      return;
    }
    Unit unit = scales.of(new NodeInput.Ref(id, null)).unit();
    if (unit != Unit.PLAIN && unit != Unit.RATIO) {
      remarks.warning(
          "W204",
          checked.outputs() + "/target_weight",
          id + " is " + words(unit) + ", and a weight is a fraction from 0 to 1",
          "turn it into one with LinearScaleWeight or Divide");
    }
  }

  private void sides(Placed placed) {
    List<NodeInput> inputs = placed.node().inputs();
    Scale left = scales.of(inputs.getFirst());
    for (int i = 1; i < inputs.size(); i++) {
      String pointer = placed.pointer() + "/inputs/" + i;
      Scale right = scales.of(inputs.get(i));
      if (left.unit() != right.unit() && left.unit() != Unit.PLAIN && right.unit() != Unit.PLAIN) {
        remarks.warning(
            "W204",
            placed.pointer(),
            placed.node().type()
                + " compares "
                + words(left.unit())
                + " with "
                + words(right.unit()),
            "compare things that measure the same; Subtract and Divide make differences and ratios");
        return;
      }
      int at = i;
      constant(inputs.get(i)).ifPresent(value -> outside(value, left, pointer, placed.node(), at));
    }
    if (inputs.size() == 2) {
      String pointer = placed.pointer() + "/inputs/0";
      Scale right = scales.of(inputs.get(1));
      constant(inputs.getFirst())
          .ifPresent(value -> outside(value, right, pointer, placed.node(), 0));
    }
  }

  private void threshold(Placed placed) {
    if (placed.node().params().value("threshold") instanceof Double value
        && !placed.node().params().flag("absolute", false)) {
      String pointer = placed.pointer() + "/params/threshold";
      outside(value, scales.calculated(placed.node()), pointer, placed.node(), 0);
    }
  }

  /// One bound of a range may lie outside: that only leaves the range open.
  private void outside(double value, Scale scale, String pointer, Node node, int input) {
    boolean below = value < scale.least();
    boolean above = value > scale.most();
    if (node.type().equals("InRange") && (input == 1 ? !above : !below)) {
      return;
    }
    if (below || above) {
      remarks.warning(
          "W206",
          pointer,
          "the threshold "
              + say(value)
              + " is "
              + (below ? "below" : "above")
              + " every possible value",
          "possible are " + range(scale));
    }
  }

  private Optional<Double> constant(NodeInput input) {
    return checked
        .graph()
        .node(input)
        .filter(node -> node.type().equals("Constant"))
        .map(node -> node.params().number("value", 0));
  }

  private static String range(Scale scale) {
    if (Double.isInfinite(scale.most())) {
      return "values from " + say(scale.least()) + " on";
    }
    return "values from " + say(scale.least()) + " to " + say(scale.most());
  }

  private static String say(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.valueOf(value);
  }

  private static String words(Unit unit) {
    return switch (unit) {
      case PRICE -> "a price";
      case PRICE_DIFFERENCE -> "a difference of prices";
      case PERCENT -> "a percentage";
      case RATIO -> "a ratio";
      case VOLUME -> "a volume";
      case COUNT -> "a count";
      case PLAIN, AS_INPUT, BEYOND_INPUT, INPUT_DIFFERENCE -> "a number";
    };
  }
}
