package openbell.worker.engine.portfolio;

import java.time.LocalDate;
import java.util.List;
import openbell.model.artifact.RunArtifact.Trade;
import openbell.model.signal.SignalAction;
import org.jspecify.annotations.Nullable;

/// What came of the signals.
///
/// @param calendar days that were stepped over
/// @param equity value at each close
/// @param cash cash at each close, settled or not
/// @param invested value of the positions at each close
/// @param flow money that arrived on each day
/// @param unit fund unit value at each close; equity per initial money where nothing arrives
/// @param states by symbol and own bar, null before the first day
public record Simulation(
    Calendar calendar,
    double[] equity,
    double[] cash,
    double[] invested,
    double[] flow,
    double[] unit,
    @Nullable SignalAction[][] states,
    List<Fill> fills,
    List<Trade> trades,
    List<Standing> standings,
    List<String> notes,
    double fees,
    double slippage) {

  /// Where a symbol stands after the last bar.
  ///
  /// @param quantity held
  /// @param cost price paid per unit, without fees
  /// @param since first day of the position, or null when flat
  /// @param order signed quantity of the order of the last bar, 0 without one
  public record Standing(double quantity, double cost, @Nullable LocalDate since, double order) {}
}
