package openbell.worker.engine.portfolio;

import java.time.LocalDate;
import java.util.List;
import openbell.model.artifact.RunArtifact.Trade;
import openbell.model.signal.SignalAction;
import org.jspecify.annotations.Nullable;

/// What came of the signals, from {@link #first} to the last day of the calendar.
///
/// Arrays hold one value per day, the first one that of day {@link #first}.
public final class Simulation {
  private final Setting setting;
  private final Journal journal;
  private final Curves curves;
  private final List<Standing> standings;
  private final double fees;
  private final double slippage;

  Simulation(Setting setting, State state, Journal journal) {
    this.setting = setting;
    this.journal = journal;
    this.curves = journal.curves();
    this.standings = new Standings(setting, state).all();
    this.fees = state.fees();
    this.slippage = state.slippage();
  }

  /// Days that were stepped over.
  public Calendar calendar() {
    return setting.calendar();
  }

  /// Index in the calendar of the first day that is told; 0 for a whole run.
  public int first() {
    return curves.first();
  }

  /// Value at each close.
  public double[] equity() {
    return curves.equity();
  }

  /// Cash at each close, settled or not.
  public double[] cash() {
    return curves.cash();
  }

  /// Value of the positions at each close.
  public double[] invested() {
    return curves.invested();
  }

  /// Money that arrived on each day.
  public double[] flow() {
    return curves.flow();
  }

  /// Fund unit value at each close; where no money arrives that is the equity itself.
  public double[] unit() {
    return curves.unit();
  }

  /// Fund unit value before the first day of the calendar.
  public double startUnit() {
    return setting.plan().startUnit();
  }

  /// What a bar of a symbol decided; before the first day nothing was held.
  ///
  /// @param row index of the symbol's own bar
  public SignalAction action(int symbol, int row) {
    return journal.action(symbol, row);
  }

  public List<Fill> fills() {
    return journal.fills();
  }

  /// Closed round trips, flat to flat.
  public List<Trade> trades() {
    return journal.trades();
  }

  /// One per symbol, in declared order.
  public List<Standing> standings() {
    return standings;
  }

  /// Sentences about what was skipped.
  public List<String> notes() {
    return journal.notes();
  }

  /// Fees since the first day of the calendar.
  public double fees() {
    return fees;
  }

  /// Cost of slippage since the first day of the calendar.
  public double slippage() {
    return slippage;
  }

  /// Where a symbol stands after the last bar.
  ///
  /// @param quantity held
  /// @param cost price paid per unit, without fees
  /// @param since first day of the position, or null when flat
  /// @param order signed quantity of the order of the last bar, 0 without one
  public record Standing(double quantity, double cost, @Nullable LocalDate since, double order) {}
}
