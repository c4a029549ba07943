package openbell.worker.intake.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import openbell.model.artifact.RunArtifact.Position;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.model.signal.RuleTrace;
import openbell.model.signal.SignalAction;
import openbell.model.strategy.StrategyDefinition.Outputs;
import openbell.worker.intake.offline.Screen.Style;
import openbell.worker.intake.offline.Table.Cell;

/// Where every symbol stands, what it waits for, and why it changed if it did.
final class TodayTable {
  private static final int MOST_ROWS = 20;
  private static final int MOST_REASONS = 5;

  private final Screen screen;
  private final Outputs outputs;

  TodayTable(Screen screen, Outputs outputs) {
    this.screen = screen;
    this.outputs = outputs;
  }

  List<String> lines(List<Standing> today) {
    List<Standing> shown = shown(today);
    Table table =
        new Table(screen)
            .words("Symbol")
            .words("Action")
            .numbers("Close")
            .numbers("Weight")
            .words("Since")
            .numbers("P/L")
            .words("Next flip");
    shown.forEach(one -> table.row(row(one)));
    List<String> lines = new ArrayList<>(table.lines());
    if (shown.size() < today.size()) {
      lines.add("  and " + (today.size() - shown.size()) + " more symbols without an order");
    }
    today.stream()
        .filter(one -> one.action().isTrade())
        .limit(MOST_REASONS)
        .forEach(one -> why(one, lines));
    return lines;
  }

  /// Trades first when there are too many symbols for a screen.
  private static List<Standing> shown(List<Standing> today) {
    if (today.size() <= MOST_ROWS) {
      return today;
    }
    List<Standing> sorted = new ArrayList<>(today);
    sorted.sort((a, b) -> Integer.compare(rank(a), rank(b)));
    return sorted.subList(0, MOST_ROWS);
  }

  private static int rank(Standing one) {
    return one.action().isTrade() ? 0 : one.position() != null ? 1 : 2;
  }

  private List<Cell> row(Standing one) {
    Position position = one.position();
    List<Cell> row = new ArrayList<>();
    row.add(new Cell(one.symbol(), Style.BOLD));
    row.add(new Cell(word(one.action()), style(one.action())));
    row.add(Cell.of(String.format(Locale.ROOT, "%,.2f", one.close())));
    row.add(Cell.of(String.format(Locale.ROOT, "%.1f %%", 100 * one.weight())));
    row.add(Cell.of(position == null ? "" : position.since().toString()));
    row.add(position == null ? Cell.of("") : profit(position.pnlPercent()));
    row.add(Cell.faint(next(one)));
    return row;
  }

  private static Cell profit(double percent) {
    return new Cell(
        String.format(Locale.ROOT, "%+.1f %%", percent), percent < 0 ? Style.BAD : Style.GOOD);
  }

  static String word(SignalAction action) {
    return switch (action) {
      case ENTER, INCREASE -> "Buy";
      case EXIT, REDUCE -> "Sell";
      case HOLD -> "Hold";
      case FLAT -> "Empty";
    };
  }

  static Style style(SignalAction action) {
    return switch (action) {
      case ENTER, INCREASE -> Style.GOOD;
      case EXIT, REDUCE -> Style.BAD;
      case HOLD -> Style.PLAIN;
      case FLAT -> Style.FAINT;
    };
  }

  /// The rule that would end the present state, and how far it is from doing so.
  private String next(Standing one) {
    if (one.action().isTrade()) {
      return one.quantity() == 0
          ? ""
          : String.format(Locale.ROOT, "order: %+,.0f at the next open", one.quantity());
    }
    boolean holds = one.action() == SignalAction.HOLD;
    return trace(one, !holds)
        .filter(rule -> Boolean.FALSE.equals(rule.truth()))
        .map(rule -> (holds ? "sell" : "buy") + distance(rule, one.close()))
        .orElse("");
  }

  /// The next close that would do it where one price decides, otherwise how far the numbers are
  /// apart.
  private static String distance(RuleTrace rule, double close) {
    Double flip = rule.flipClose();
    if (flip != null) {
      double away = 100 * (flip / close - 1);
      String pattern = Math.abs(away) < 10 ? " at %,.2f (%+.1f %%)" : " at %,.2f (%+.0f %%)";
      return String.format(Locale.ROOT, pattern, flip, away);
    }
    Double gap = rule.gapPercent();
    return gap == null ? "" : String.format(Locale.ROOT, ", %.1f %% away", gap);
  }

  private Optional<RuleTrace> trace(Standing one, boolean buy) {
    String id = buy ? outputs.buy() : outputs.sell();
    return one.traces().stream().filter(trace -> trace.label().equals(id)).findFirst();
  }

  private void why(Standing one, List<String> lines) {
    boolean buys = one.action() == SignalAction.ENTER || one.action() == SignalAction.INCREASE;
    lines.add("");
    String title = "Why " + one.symbol() + ": " + word(one.action());
    lines.add("  " + screen.paint(Style.BOLD, title));
    trace(one, buys).ifPresent(trace -> new RuleTree(screen).add(trace, lines));
  }
}
