package openbell.model.strategy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import openbell.model.strategy.Primitive.Series;
import openbell.model.strategy.StrategyDefinition.Column;
import openbell.model.strategy.StrategyDefinition.Outputs;
import openbell.model.strategy.StrategyGraph.Placed;
import org.jspecify.annotations.Nullable;

/// The nodes that decide: they exist, are of the right kind, and someone follows them.
final class OutputCheck {
  /// Strategies that hold weights without being told to buy.
  private static final Set<String> BUY_UNASKED =
      Set.of("TargetWeightStrategy", "InverseVolatilityStrategy", "TargetVolatilityStrategy");

  private static final Set<String> FOLLOW_TARGETS =
      Set.of("TargetWeightStrategy", "TargetVolatilityStrategy");

  private static final int MOST_CANDIDATES = 8;

  private final Checked checked;
  private final Remarks remarks;
  private final Outputs outputs;
  private final String capital;

  OutputCheck(Checked checked) {
    this.checked = checked;
    this.remarks = checked.remarks();
    this.outputs = checked.strategy().outputs();
    this.capital = checked.strategy().capital().name();
  }

  void run() {
    somethingBuys();
    decision(outputs.buy(), checked.outputs() + "/buy_signal", Series.SIGNAL);
    decision(outputs.sell(), checked.outputs() + "/sell_signal", Series.SIGNAL);
    decision(outputs.targetWeight(), checked.outputs() + "/target_weight", Series.NUMBER);
    String rankBy = checked.capital().text("rank_by", "");
    decision(rankBy.isEmpty() ? null : rankBy, checked.capitalParams() + "/rank_by", Series.NUMBER);
    targets();
    columns();
  }

  private void somethingBuys() {
    boolean follows = FOLLOW_TARGETS.contains(capital) && outputs.targetWeight() != null;
    if (outputs.buy() != null || follows || BUY_UNASKED.contains(capital) || capital.isEmpty()) {
      return;
    }
    List<String> signals =
        checked.graph().named().stream().filter(OutputCheck::decides).map(OutputCheck::id).toList();
    List<String> few = signals.stream().limit(MOST_CANDIDATES).toList();
    remarks.error(
        "V104",
        checked.outputs(),
        "there is no buy_signal, so nothing is ever bought",
        few.isEmpty()
            ? "define a signal and name it as buy_signal"
            : "name one of these as buy_signal: " + String.join(", ", few),
        signals.size() == 1
            ? new Edit[] {Edit.add(checked.outputs() + "/buy_signal", few.getFirst())}
            : new Edit[0]);
  }

  private static boolean decides(Placed placed) {
    return placed.node().id() != null
        && StrategyGraph.gives(placed.node()).filter(s -> s == Series.SIGNAL).isPresent();
  }

  private static String id(Placed placed) {
    String id = placed.node().id();
    return id == null ? "" : id;
  }

  private void decision(@Nullable String id, String pointer, Series wanted) {
    if (id == null) {
      return;
    }
    Optional<Placed> placed = checked.graph().find(id);
    if (placed.isEmpty()) {
      new ReferenceCheck(checked).undefined(id, pointer);
      return;
    }
    Optional<Series> found = StrategyGraph.gives(placed.get().node());
    if (found.isEmpty() || found.get() == wanted) {
      return;
    }
    boolean signal = wanted == Series.SIGNAL;
    remarks.error(
        "V103",
        pointer,
        signal
            ? id + " is a number, and a signal is needed here"
            : id + " is a signal, and a number is needed here",
        signal
            ? "compare it with something, e.g. by GreaterThan"
            : "name an indicator or a calculation");
  }

  private void targets() {
    if (outputs.targetWeight() == null || capital.isEmpty()) {
      if (capital.equals("TargetWeightStrategy") && checked.capital().value("weights") == null) {
        remarks.error(
            "S001",
            checked.capitalParams(),
            "TargetWeightStrategy needs weights, or an output target_weight",
            "add \"weights\": {symbol: fraction} to its params");
      }
      return;
    }
    if (!FOLLOW_TARGETS.contains(capital)) {
      String pointer = checked.outputs() + "/target_weight";
      remarks.warning(
          "W202",
          pointer,
          capital + " does not follow target_weight",
          "use TargetWeightStrategy, or remove target_weight",
          Edit.remove(pointer));
    } else if (checked.capital().value("weights") != null) {
      String pointer = checked.capitalParams() + "/weights";
      remarks.warning(
          "W202",
          pointer,
          "weights are not read, because outputs.target_weight takes their place",
          "remove weights",
          Edit.remove(pointer));
    }
  }

  private void columns() {
    ReferenceCheck references = new ReferenceCheck(checked);
    int markets = 0;
    int nodes = 0;
    for (Column column : outputs.columns()) {
      if (column.source() instanceof NodeInput.Ref ref) {
        references.reference(ref, checked.outputs() + "/indicators/" + nodes, "id");
      }
      if (column.source() instanceof NodeInput.MarketSeries series) {
        references.defined(series, checked.outputs() + "/market_indicators/" + markets);
        markets++;
      } else {
        nodes++;
      }
    }
  }
}
