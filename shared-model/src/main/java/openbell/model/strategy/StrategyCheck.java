package openbell.model.strategy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import openbell.model.strategy.Finding.Severity;
import openbell.model.strategy.Primitive.Series;
import openbell.model.strategy.StrategyDefinition.Column;
import openbell.model.strategy.StrategyDefinition.Outputs;
import openbell.model.strategy.StrategyGraph.Placed;
import org.jspecify.annotations.Nullable;

/// Does a strategy mean something? All findings at once; no bars needed.
///
/// Nodes with an empty type stand for ones that could not be read; they are left alone.
public final class StrategyCheck {

  /// What surrounds the strategy.
  ///
  /// @param prefix JSON pointer of the strategy inside its document
  /// @param symbols the universe; empty when it is not known, then symbols are not checked
  /// @param fillsAtClose true: orders fill at the close that made the signal
  public record Around(String prefix, List<String> symbols, boolean fillsAtClose) {
    public Around {
      symbols = List.copyOf(symbols);
    }
  }

  private final StrategyDefinition strategy;
  private final Around around;
  private final StrategyGraph graph;
  private final List<Finding> findings = new ArrayList<>();

  private StrategyCheck(StrategyDefinition strategy, Around around) {
    this.strategy = strategy;
    this.around = around;
    this.graph = new StrategyGraph(strategy, around.prefix());
  }

  public static List<Finding> check(StrategyDefinition strategy, Around around) {
    StrategyCheck check = new StrategyCheck(strategy, around);
    check.limits();
    check.duplicates();
    for (Placed placed : check.graph.all()) {
      check.inputs(placed);
      check.periods(placed);
    }
    check.outputs();
    check.ranking();
    check.cycles();
    check.findings.addAll(StrategyLints.of(strategy, around, check.graph));
    return List.copyOf(check.findings);
  }

  private void limits() {
    if (graph.all().size() > EngineLimits.NODES) {
      error(
          "V110",
          around.prefix() + "/trade_strategy",
          "the strategy has " + graph.all().size() + " nodes",
          "at most " + EngineLimits.NODES + " are evaluated");
    }
    int columns = strategy.outputs().columns().size();
    if (columns > EngineLimits.NAMED_OUTPUTS) {
      error(
          "V110",
          around.prefix() + "/trade_strategy/outputs/indicators",
          "there are " + columns + " named outputs",
          "at most " + EngineLimits.NAMED_OUTPUTS + " are written");
    }
  }

  private void duplicates() {
    for (Placed placed : graph.repeated()) {
      error(
          "S008",
          placed.pointer() + "/id",
          "the id " + placed.node().id() + " is already taken",
          "choose another id; indicators and signals share one set of ids");
    }
  }

  private void inputs(Placed placed) {
    List<NodeInput> inputs = placed.node().inputs();
    Optional<Primitive> primitive = StrategyGraph.primitive(placed.node());
    for (int i = 0; i < inputs.size(); i++) {
      String pointer = placed.pointer() + "/inputs/" + i;
      defined(inputs.get(i), pointer);
      boolean wantsSignal = primitive.map(p -> p.takes() == Series.SIGNAL).orElse(false);
      boolean isNumber =
          graph.series(inputs.get(i)).map(series -> series == Series.NUMBER).orElse(false);
      if (wantsSignal && isNumber) {
        error(
            "V103",
            pointer,
            placed.node().type() + " needs a signal here, and this is a number",
            "wrap it in a comparison such as GreaterThan");
      }
    }
  }

  private void defined(NodeInput input, String pointer) {
    switch (input) {
      case NodeInput.Ref ref -> reference(ref, pointer, "ref");
      case NodeInput.MarketSeries series -> market(series, pointer);
      case NodeInput.SymbolColumn column -> {
        if (!around.symbols().isEmpty() && !around.symbols().contains(column.symbol())) {
          error(
              "V101",
              pointer + "/symbol",
              "the symbol " + column.symbol() + " is not in the universe",
              meant(column.symbol(), around.symbols(), "add it to symbols"));
        }
      }
      case NodeInput.OwnColumn _, NodeInput.Inline _ -> {}
    }
  }

  private void reference(NodeInput.Ref ref, String pointer, String key) {
    Optional<Placed> target = graph.find(ref.id());
    if (target.isEmpty()) {
      undefined(ref.id(), pointer + "/" + key);
      return;
    }
    Optional<Primitive> primitive = StrategyGraph.primitive(target.get().node());
    String band = ref.band();
    if (band != null && primitive.isPresent() && !primitive.get().outputNames().contains(band)) {
      error(
          "V101",
          pointer + "/band",
          ref.id() + " has no band " + quote(band),
          meant(band, primitive.get().outputNames(), "remove band"));
    }
  }

  private void market(NodeInput.MarketSeries series, String pointer) {
    List<String> names =
        strategy.marketTransformers().stream()
            .map(StrategyDefinition.MarketTransformer::name)
            .toList();
    if (!names.contains(series.transformer())) {
      error(
          "V101",
          pointer + "/transformer",
          "there is no transformer " + quote(series.transformer()),
          meant(
              series.transformer(),
              names,
              "put the series into symbols and read it with {\"symbol\": …, \"column\": …}"));
    }
  }

  private void outputs() {
    Outputs outputs = strategy.outputs();
    String place = around.prefix() + "/trade_strategy/outputs";
    if (outputs.buy() == null && outputs.targetWeight() == null) {
      List<String> signals =
          strategy.signals().stream().map(Node::id).filter(id -> id != null).limit(8).toList();
      error(
          "V104",
          place,
          "there is no buy_signal, so nothing is ever bought",
          signals.isEmpty()
              ? "define a signal and name it as buy_signal"
              : "name one of these as buy_signal: " + String.join(", ", signals));
    }
    decision(outputs.buy(), place + "/buy_signal");
    decision(outputs.sell(), place + "/sell_signal");
    for (int i = 0; i < outputs.columns().size(); i++) {
      Column column = outputs.columns().get(i);
      if (column.source() instanceof NodeInput.Ref ref) {
        reference(ref, place + "/indicators/" + i, "id");
      } else {
        defined(column.source(), place + "/market_indicators");
      }
    }
  }

  private void decision(@Nullable String id, String pointer) {
    if (id == null) {
      return;
    }
    Optional<Placed> placed = graph.find(id);
    if (placed.isEmpty()) {
      undefined(id, pointer);
      return;
    }
    StrategyGraph.gives(placed.get().node())
        .filter(series -> series == Series.NUMBER)
        .ifPresent(
            _ ->
                error(
                    "V103",
                    pointer,
                    id + " is a number, and a signal is needed here",
                    "compare it with something, e.g. by GreaterThan"));
  }

  private void ranking() {
    String id = strategy.capital().params().text("rank_by", "");
    String pointer = around.prefix() + "/capital_strategy/params/rank_by";
    if (id.isEmpty()) {
      return;
    }
    if (graph.find(id).isEmpty()) {
      undefined(id, pointer);
    } else if (graph
        .series(new NodeInput.Ref(id, null))
        .filter(series -> series == Series.SIGNAL)
        .isPresent()) {
      error(
          "V103",
          pointer,
          id + " is a signal, and buys are ranked by a number",
          "name an indicator");
    }
  }

  /// TA-Lib seeds both averages at the slow one's first value, so the fast one must fit into it.
  private void periods(Placed placed) {
    if (!placed.node().type().equals("MACD")) {
      return;
    }
    int fast = placed.node().params().integer("fast_period", 12);
    int slow = placed.node().params().integer("slow_period", 26);
    if (fast >= slow) {
      error(
          "S004",
          placed.pointer() + "/params/fast_period",
          "fast_period " + fast + " is not below slow_period " + slow,
          "exchange the two");
    }
  }

  private void cycles() {
    for (List<String> round : graph.cycles()) {
      error(
          "V102",
          graph.find(round.getFirst()).map(Placed::pointer).orElse(around.prefix()),
          "nodes refer to each other in a circle: " + shortened(round),
          "remove one of these references");
    }
  }

  private static String shortened(List<String> round) {
    List<String> few = round.size() <= 10 ? round : new ArrayList<>(round.subList(0, 9));
    return String.join(" -> ", few) + (few.size() < round.size() ? " -> …" : "");
  }

  private void undefined(String id, String pointer) {
    error(
        "V101",
        pointer,
        "there is no node " + quote(id),
        meant(id, graph.ids(), "define a node with this id"));
  }

  private static String meant(String word, Collection<String> candidates, String otherwise) {
    return Spelling.nearest(word, candidates)
        .map(nearest -> "did you mean \"" + nearest + "\"?")
        .orElse(otherwise);
  }

  private static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .limit(40)
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(out::appendCodePoint);
    return out.append(text.codePointCount(0, text.length()) > 40 ? "…\"" : "\"").toString();
  }

  private void error(String code, String pointer, String message, String hint) {
    findings.add(new Finding(code, Severity.ERROR, pointer, message, hint));
  }
}
