package openbell.model.strategy;

import java.util.List;
import openbell.model.strategy.Finding.Severity;
import openbell.model.strategy.StrategyGraph.Placed;

/// Does a strategy mean something? All findings at once; no bars needed.
///
/// Nodes with an empty type stand for ones that could not be read; they are left alone.
public final class StrategyCheck {
  /// Codes that can only be decided on a history of bars.
  public static final List<String> HISTORY_CODES = List.of("V107", "W201", "W203", "W209", "W210");

  /// What nobody can say without bars. Whoever shows findings without having bars shows this, too.
  public static final Finding NEEDS_HISTORY =
      new Finding(
          "I303",
          Severity.INFO,
          "",
          "not checked, because it needs bars: V107 (warm-up longer than the data), W201 (sell is"
              + " true whenever buy is), W203 (a signal that never or always holds), W209 (entry on"
              + " most bars), W210 (a default that acts during warm-up)",
          "run ./openbell backtest on the document");

  /// What surrounds the strategy.
  ///
  /// @param prefix JSON pointer of the strategy inside its document
  /// @param symbols the universe; empty when it is not known, then symbols are not checked
  /// @param fillsAtClose true: orders fill at the close that made the signal
  public record Around(String prefix, List<String> symbols, boolean fillsAtClose) {
    public Around {
      symbols = symbols.stream().distinct().toList();
    }
  }

  private StrategyCheck() {}

  public static List<Finding> check(StrategyDefinition strategy, Around around) {
    Checked checked =
        new Checked(strategy, around, new StrategyGraph(strategy, around.prefix()), new Remarks());
    limits(checked);
    duplicates(checked);
    new ReferenceCheck(checked).run();
    checked.graph().all().forEach(placed -> ParamCheck.run(placed, checked));
    new OutputCheck(checked).run();
    new CapitalCheck(checked).run();
    new StrategyLints(checked).run();
    new ScaleLints(checked).run();
    return checked.remarks().all();
  }

  private static void limits(Checked checked) {
    int nodes = checked.graph().all().size();
    if (nodes > EngineLimits.NODES) {
      checked
          .remarks()
          .error(
              "V110",
              checked.at("/trade_strategy"),
              "the strategy has " + nodes + " nodes",
              "at most " + EngineLimits.NODES + " are evaluated");
    }
    int columns = checked.strategy().outputs().columns().size();
    if (columns > EngineLimits.NAMED_OUTPUTS) {
      checked
          .remarks()
          .error(
              "V110",
              checked.outputs() + "/indicators",
              "there are " + columns + " named outputs",
              "at most " + EngineLimits.NAMED_OUTPUTS + " are written");
    }
  }

  private static void duplicates(Checked checked) {
    for (Placed placed : checked.graph().repeated()) {
      checked
          .remarks()
          .error(
              "S008",
              placed.pointer() + "/id",
              "the id " + placed.node().id() + " is already taken",
              "choose another id; indicators and signals share one set of ids");
    }
  }
}
