package openbell.worker.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.strategy.EngineLimits;
import openbell.model.strategy.Node;
import openbell.model.strategy.NodeInput;
import openbell.model.strategy.ParamSpec;
import openbell.model.strategy.Params;
import openbell.model.strategy.Primitive;
import openbell.model.strategy.Primitives;
import openbell.worker.engine.indicator.Calculations;
import openbell.worker.engine.indicator.Indicator;
import openbell.worker.engine.indicator.Indicators;
import openbell.worker.engine.rule.Rule;
import openbell.worker.engine.rule.Rules;
import openbell.worker.engine.series.Column;

/// Turns one node of a document into steps.
///
/// What people write as one node can be several steps: a delayed indicator, arithmetic that is
/// compared with a threshold, the best n by rank.
final class Lowering {
  private final Planner planner;

  Lowering(Planner planner) {
    this.planner = planner;
  }

  /// The step whose values are the node's.
  int place(Node node) {
    Optional<Indicator> indicator = Indicators.find(node.type());
    if (indicator.isPresent()) {
      return indicator(node, indicator.get());
    }
    Optional<Indicator> calculation = Calculations.find(node.type());
    if (calculation.isPresent()) {
      return calculation(node, calculation.get());
    }
    return switch (node.type()) {
      case "Rank" -> delayed(rank(node), node.params());
      case "TopN" -> compare("less_equal", rank(node), constant(node.params().number("n", 1)));
      case "StockBondSwitch" -> stockBondSwitch(node);
      default -> rule(node);
    };
  }

  private int indicator(Node node, Indicator indicator) {
    Params params = checked(node, indicator);
    boolean chooses =
        indicator.hasOneSource()
            || Primitives.find(node.type()).map(Primitive::readsColumn).orElse(false);
    if (node.inputs().size() > (chooses ? 1 : 0)) {
      throw Planner.invalid(node.type() + " takes no such inputs");
    }
    List<Source> inputs = new ArrayList<>();
    for (Column column : indicator.reads()) {
      if (chooses && inputs.isEmpty()) {
        inputs.add(chosen(node, column));
      } else {
        inputs.add(column(column));
      }
    }
    Params own = Planner.without(params, "column", "lag");
    return delayed(
        planner.add(new Step.Computed(indicator, own, List.copyOf(inputs))), node.params());
  }

  /// The one series that a document chooses: an input, or a column.
  private Source chosen(Node node, Column usual) {
    return node.inputs().isEmpty()
        ? column(Planner.column(node.params().text("column", usual.title())))
        : planner.number(node.inputs().getFirst());
  }

  private Source column(Column column) {
    return new Source(planner.add(new Step.Own(column)), 0);
  }

  private int delayed(int step, Params params) {
    int lag = params.integer("lag", 0);
    if (lag < 0 || lag > EngineLimits.PERIOD) {
      throw Planner.invalid("lag must be 0 to " + EngineLimits.PERIOD + ", not " + lag);
    }
    return lag == 0 ? step : planner.add(new Step.Lagged(step, lag));
  }

  private static Params checked(Node node, Indicator indicator) {
    Params params = Planner.complete(indicator.defaults(), node.params());
    for (String name : indicator.periods()) {
      double period = params.number(name, 0);
      if (period < 1 || period > EngineLimits.PERIOD || period != Math.rint(period)) {
        throw Planner.invalid(name + " of " + node.type() + " must be 1 to " + EngineLimits.PERIOD);
      }
    }
    if (indicator.type().equals("Constant") && !(params.value("value") instanceof Double)) {
      throw Planner.invalid("a Constant needs a value");
    }
    return params;
  }

  /// A number, or its comparison with a threshold or a last input.
  private int calculation(Node node, Indicator calculation) {
    Params params = checked(node, calculation);
    List<Source> inputs = new ArrayList<>();
    node.inputs().forEach(input -> inputs.add(planner.number(input)));
    boolean change = node.type().equals("PercentChange");
    Params own =
        Planner.without(params, "threshold", "comparison", "return_calculation", "epsilon");
    List<Source> read = change ? inputs.subList(0, 1) : inputs;
    int number = planner.add(new Step.Computed(calculation, own, List.copyOf(read)));
    String comparison = params.text("comparison", "greater");
    if (change && inputs.size() > 1) {
      return compare(comparison, number, inputs.get(1));
    }
    boolean compared =
        params.value("threshold") instanceof Double && !params.flag("return_calculation", false);
    return compared ? compare(comparison, number, constant(params.number("threshold", 0))) : number;
  }

  private int compare(String comparison, int left, Source right) {
    Rule rule =
        Rules.find(Primitives.COMPARISONS.getOrDefault(comparison, "GreaterThan")).orElseThrow();
    return planner.add(new Step.Judged(rule, rule.defaults(), List.of(new Source(left, 0), right)));
  }

  private Source constant(double value) {
    Indicator constant = Indicators.find("Constant").orElseThrow();
    return new Source(
        planner.add(new Step.Computed(constant, new Params(Map.of("value", value)), List.of())), 0);
  }

  private int rank(Node node) {
    boolean descending = node.params().flag("descending", true);
    return planner.add(new Step.Ranked(chosen(node, Column.CLOSE), descending));
  }

  private int stockBondSwitch(Node node) {
    Source condition = signal(node, node.inputs().getFirst());
    boolean keepsUndefined = ParamSpec.NULL.equals(node.params().value("default_to_stock"));
    Boolean stock = node.params().flag("default_to_stock", true);
    return planner.add(new Step.Switched(condition.step(), keepsUndefined ? null : stock));
  }

  private int rule(Node node) {
    Rule rule =
        Rules.find(node.type())
            .orElseThrow(
                () -> Planner.invalid("this engine does not know the type " + node.type()));
    int count = node.inputs().size();
    if (count < rule.least() || count > rule.most()) {
      throw Planner.invalid(node.type() + " takes " + rule.least() + " inputs, not " + count);
    }
    List<Source> inputs = new ArrayList<>();
    for (NodeInput input : node.inputs()) {
      inputs.add(rule.takes() == Rule.Takes.NUMBERS ? planner.number(input) : signal(node, input));
    }
    Params params = Planner.complete(rule.defaults(), node.params());
    return planner.add(new Step.Judged(rule, params, List.copyOf(inputs)));
  }

  private Source signal(Node node, NodeInput input) {
    Source source = planner.source(input);
    if (!planner.step(source.step()).isSignal()) {
      throw Planner.invalid(node.type() + " combines signals, but one of its inputs is a number");
    }
    return source;
  }
}
