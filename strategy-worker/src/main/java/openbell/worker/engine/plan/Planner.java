package openbell.worker.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.strategy.EngineLimits;
import openbell.model.strategy.Node;
import openbell.model.strategy.NodeInput;
import openbell.model.strategy.Params;
import openbell.model.strategy.StrategyDefinition;
import openbell.worker.engine.indicator.Indicator;
import openbell.worker.engine.indicator.Indicators;
import openbell.worker.engine.rule.Rule;
import openbell.worker.engine.rule.Rules;
import openbell.worker.engine.series.Column;
import org.jspecify.annotations.Nullable;

/// Turns a strategy into a plan.
///
/// Documents are checked before they are stored, so a fault found here means that this engine does
/// not know something that the check knew: `INVALID_STRATEGY`.
public final class Planner {
  private static final int DEEPEST = 64;

  private final StrategyDefinition strategy;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Integer> placed = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private final Steps steps = new Steps();
  private int nesting;

  private Planner(StrategyDefinition strategy) {
    this.strategy = strategy;
    for (List<Node> list : List.of(strategy.indicators(), strategy.signals())) {
      for (Node node : list) {
        String id = node.id();
        if (id == null || nodes.put(id, node) != null) {
          throw invalid("every indicator and signal needs an id of its own, see " + node.type());
        }
      }
    }
  }

  /// @param rankBy id of the node that orders buys, or null
  public static Plan plan(StrategyDefinition strategy, @Nullable String rankBy) {
    return new Planner(strategy).plan(rankBy);
  }

  private Plan plan(@Nullable String rankBy) {
    StrategyDefinition.Outputs outputs = strategy.outputs();
    if (outputs.targetWeight() != null) {
      throw invalid("this engine does not know the output target_weight");
    }
    int buy = signal(outputs.buy());
    int sell = signal(outputs.sell());
    List<Plan.NamedColumn> columns = new ArrayList<>();
    for (StrategyDefinition.Column column : outputs.columns()) {
      columns.add(new Plan.NamedColumn(column.outputName(), number(column.source())));
    }
    Source rank = rankBy == null ? null : number(new NodeInput.Ref(rankBy, null));
    Tracer tracer = new Tracer(this);
    List<TraceNode> traces = new ArrayList<>();
    for (String id : new String[] {outputs.buy(), outputs.sell()}) {
      if (id != null) {
        traces.add(tracer.trace(new NodeInput.Ref(id, null), 0));
      }
    }
    int depth = Math.max(steps.depth(buy), steps.depth(sell));
    return new Plan(
        steps.all(), steps.keys(), buy, sell, rank, columns, traces, depth, steps.longestPeriod());
  }

  private int signal(@Nullable String id) {
    if (id == null) {
      return -1;
    }
    int at = place(id);
    if (!steps.isSignal(at)) {
      throw invalid(id + " is a number; a comparison such as GreaterThan makes it a signal");
    }
    return at;
  }

  /// The input as it is, a number or a signal.
  Source source(NodeInput input) {
    return switch (input) {
      case NodeInput.OwnColumn own -> new Source(steps.add(new Step.Own(column(own.column()))), 0);
      case NodeInput.SymbolColumn other ->
          new Source(
              steps.add(new Step.Joined(other.symbol(), column(other.column()), null, Params.NONE)),
              0);
      case NodeInput.MarketSeries market ->
          new Source(steps.add(Transformers.step(strategy, market)), 0);
      case NodeInput.Ref ref -> {
        int at = place(ref.id());
        yield new Source(at, band(at, ref.band()));
      }
      case NodeInput.Inline inline -> new Source(place(inline.node()), 0);
    };
  }

  private Source number(NodeInput input) {
    Source source = source(input);
    return steps.isSignal(source.step())
        ? new Source(steps.add(new Step.AsNumber(source.step())), 0)
        : source;
  }

  private int band(int at, @Nullable String band) {
    if (band == null) {
      return 0;
    }
    int output =
        steps.get(at) instanceof Step.Computed computed
            ? computed.indicator().outputs().indexOf(band)
            : -1;
    if (output < 0) {
      throw invalid("there is no band " + band);
    }
    return output;
  }

  private int place(String id) {
    Integer at = placed.get(id);
    if (at != null) {
      return at;
    }
    Node node = node(id);
    if (!open.add(id)) {
      throw invalid(id + " refers to itself");
    }
    int placedAt = place(node);
    open.remove(id);
    placed.put(id, placedAt);
    return placedAt;
  }

  Node node(String id) {
    Node node = nodes.get(id);
    if (node == null) {
      throw invalid("there is no indicator or signal " + id);
    }
    return node;
  }

  private int place(Node node) {
    if (++nesting > DEEPEST * DEEPEST) {
      throw invalid("nodes are nested too deep");
    }
    Optional<Indicator> indicator = Indicators.find(node.type());
    int at;
    if (indicator.isPresent()) {
      at = place(node, indicator.get());
    } else {
      Rule rule =
          Rules.find(node.type())
              .orElseThrow(() -> invalid("this engine does not know the type " + node.type()));
      at = place(node, rule);
    }
    nesting--;
    return at;
  }

  private int place(Node node, Indicator indicator) {
    Params params = checked(node, indicator);
    int lag = params.integer("lag", 0);
    if (lag < 0 || lag > EngineLimits.PERIOD) {
      throw invalid("lag of " + node.type() + " must be 0 to " + EngineLimits.PERIOD);
    }
    List<Source> inputs = new ArrayList<>();
    if (!node.inputs().isEmpty()) {
      if (!indicator.hasOneSource() || node.inputs().size() != 1) {
        throw invalid(node.type() + " takes no such inputs");
      }
      inputs.add(number(node.inputs().getFirst()));
    }
    for (int i = inputs.size(); i < indicator.reads().size(); i++) {
      Column column = indicator.reads().get(i);
      boolean chosen = i == 0 && indicator.hasOneSource();
      Column read = chosen ? column(params.text("column", column.title())) : column;
      inputs.add(new Source(steps.add(new Step.Own(read)), 0));
    }
    return steps.add(
        new Step.Computed(indicator, without(params, "column", "lag"), lag, List.copyOf(inputs)));
  }

  private static Params checked(Node node, Indicator indicator) {
    Params params = complete(indicator.defaults(), node.params());
    for (String name : indicator.periods()) {
      double period = params.number(name, 0);
      if (period < 1 || period > EngineLimits.PERIOD || period != Math.rint(period)) {
        throw invalid(name + " of " + node.type() + " must be 1 to " + EngineLimits.PERIOD);
      }
    }
    if (indicator.type().equals("Constant") && !(params.value("value") instanceof Double)) {
      throw invalid("a Constant needs a value");
    }
    return params;
  }

  private int place(Node node, Rule rule) {
    int count = node.inputs().size();
    if (count < rule.least() || count > rule.most()) {
      throw invalid(node.type() + " takes " + rule.least() + " inputs, not " + count);
    }
    List<Source> inputs = new ArrayList<>();
    for (NodeInput input : node.inputs()) {
      if (rule.takes() == Rule.Takes.NUMBERS) {
        inputs.add(number(input));
        continue;
      }
      Source source = source(input);
      if (!steps.isSignal(source.step())) {
        throw invalid(node.type() + " combines signals, but one of its inputs is a number");
      }
      inputs.add(source);
    }
    Params params = complete(rule.defaults(), node.params());
    return steps.add(new Step.Judged(rule, params, List.copyOf(inputs)));
  }

  /// What is known about a node's parameters once defaults are filled in.
  static Params complete(Node node) {
    Params defaults =
        Indicators.find(node.type())
            .map(Indicator::defaults)
            .or(() -> Rules.find(node.type()).map(Rule::defaults))
            .orElse(Params.NONE);
    return complete(defaults, node.params());
  }

  static Params complete(Params defaults, Params given) {
    Map<String, Object> values = new TreeMap<>(defaults.values());
    values.putAll(given.values());
    return new Params(values);
  }

  static Params without(Params params, String... names) {
    Map<String, Object> values = new TreeMap<>(params.values());
    for (String name : names) {
      values.remove(name);
    }
    return new Params(values);
  }

  static Column column(String title) {
    return Column.named(title).orElseThrow(() -> invalid("there is no column " + title));
  }

  static FailureException invalid(String detail) {
    return FailureException.of(FailureReason.INVALID_STRATEGY, detail);
  }
}
