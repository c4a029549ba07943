package openbell.worker.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.strategy.Node;
import openbell.model.strategy.NodeInput;
import openbell.model.strategy.Params;
import openbell.model.strategy.StrategyDefinition;
import openbell.worker.engine.indicator.Calculations;
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
  private final Lowering lowering = new Lowering(this);
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
    int buy = signal(outputs.buy());
    int sell = signal(outputs.sell());
    Source weight = number(outputs.targetWeight());
    List<Plan.NamedColumn> columns = new ArrayList<>();
    for (StrategyDefinition.Column column : outputs.columns()) {
      columns.add(new Plan.NamedColumn(column.outputName(), number(column.source())));
    }
    Source rank = number(rankBy);
    List<TraceNode> traces = new Tracer(this).traces(outputs);
    int depth = Math.max(steps.depth(buy), steps.depth(sell));
    if (weight != null) {
      depth = Math.max(depth, steps.depth(weight.step()));
    }
    return new Plan(
        steps.all(),
        steps.keys(),
        steps.joined(),
        steps.local(),
        buy,
        sell,
        weight,
        rank,
        columns,
        traces,
        depth,
        steps.longestPeriod());
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

  /// The input as numbers; a signal counts as 1, 0 and `NaN`.
  Source number(NodeInput input) {
    Source source = source(input);
    return steps.isSignal(source.step())
        ? new Source(steps.add(new Step.AsNumber(source.step())), 0)
        : source;
  }

  private @Nullable Source number(@Nullable String id) {
    return id == null ? null : number(new NodeInput.Ref(id, null));
  }

  private int band(int at, @Nullable String band) {
    boolean alone =
        !(steps.get(at) instanceof Step.Computed || steps.get(at) instanceof Step.Lagged);
    if (band == null || (alone && band.equals("value"))) {
      return 0;
    }
    int undelayed = steps.get(at) instanceof Step.Lagged lagged ? lagged.of() : at;
    int output =
        steps.get(undelayed) instanceof Step.Computed computed
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
    int at = lowering.place(node);
    nesting--;
    return at;
  }

  Step step(int at) {
    return steps.get(at);
  }

  int add(Step step) {
    return steps.add(step);
  }

  /// What is known about a node's parameters once defaults are filled in.
  static Params complete(Node node) {
    Params defaults =
        Indicators.find(node.type())
            .map(Indicator::defaults)
            .or(() -> Calculations.find(node.type()).map(Indicator::defaults))
            .or(() -> Rules.find(node.type()).map(Rule::defaults))
            .orElse(Params.NONE);
    return complete(defaults, node.params());
  }

  static Params complete(Params defaults, Params given) {
    if (given.values().keySet().containsAll(defaults.values().keySet())) {
      return given;
    }
    Map<String, Object> values = new TreeMap<>(defaults.values());
    values.putAll(given.values());
    return new Params(values);
  }

  static Params without(Params params, String... names) {
    if (Stream.of(names).noneMatch(params.values()::containsKey)) {
      return params;
    }
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
