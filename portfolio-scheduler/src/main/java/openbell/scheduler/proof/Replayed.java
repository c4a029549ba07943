package openbell.scheduler.proof;

import java.util.List;
import openbell.model.signal.SignalAction;
import openbell.scheduler.reconcile.RunRecord;

/// A run of a past session, and how it came out when it was done again.
///
/// @param then what it had decided; empty when that cannot be read
/// @param now what the repetition decided; empty while there is none
public record Replayed(RunRecord run, Verified verified, List<Decision> then, List<Decision> now) {
  public Replayed {
    then = List.copyOf(then);
    now = List.copyOf(now);
  }

  /// What was decided about one symbol.
  ///
  /// @param targetWeight fraction of equity
  public record Decision(String symbol, SignalAction action, double targetWeight) {}
}
