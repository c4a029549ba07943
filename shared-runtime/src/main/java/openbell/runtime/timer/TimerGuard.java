package openbell.runtime.timer;

import java.lang.System.Logger.Level;
import java.util.Map;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;

/// Runs one beat of a timer so that whatever goes wrong is seen and the next beat still comes.
///
/// One of the three catch-alls of the program; the others are the connector and the problem mapper.
public final class TimerGuard {
  private static final System.Logger LOG = System.getLogger(TimerGuard.class.getName());

  private final AlertSink alerts;

  public TimerGuard(AlertSink alerts) {
    this.alerts = alerts;
  }

  /// @param timer its name in logs and alerts
  /// @return true when the beat ended well
  public boolean run(String timer, Runnable beat) {
    try {
      beat.run();
      return true;
    } catch (FailureException e) {
      LOG.log(Level.WARNING, "timer {0} failed: {1}", timer, e.getMessage());
      raise(timer, e.failure().reason(), e.failure().detail());
    } catch (Throwable e) {
      LOG.log(Level.ERROR, "timer " + timer + " hit a defect", e);
      raise(timer, FailureReason.DEFECT, "A timer hit a defect; its stack trace is in the log.");
    }
    return false;
  }

  private void raise(String timer, FailureReason reason, String text) {
    alerts.raise(new Alert(reason, text, Map.of("timer", timer)));
  }
}
