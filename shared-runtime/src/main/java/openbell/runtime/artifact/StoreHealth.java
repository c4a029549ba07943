package openbell.runtime.artifact;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;

/// Knows whether the store answered when it was last asked.
///
/// A store that is away makes jobs wait, not services fail: readiness stays up, operators hear once
/// per outage, and a gauge shows how things stand.
public final class StoreHealth {
  private final AlertSink alerts;
  private final AtomicBoolean degraded = new AtomicBoolean();

  public StoreHealth(AlertSink alerts) {
    this.alerts = alerts;
  }

  /// True from the first call without an answer until one is answered again.
  public boolean degraded() {
    return degraded.get();
  }

  /// Makes a call and remembers whether the store answered. That something is missing or corrupt is
  /// an answer; corruption is told to the operators each time.
  <T> T watch(Supplier<T> call) {
    try {
      T answer = call.get();
      degraded.set(false);
      return answer;
    } catch (FailureException e) {
      note(e);
      throw e;
    }
  }

  /// What {@link #watch} does about a failure.
  public void note(FailureException e) {
    FailureReason reason = e.failure().reason();
    boolean away = reason == FailureReason.STORE_UNAVAILABLE;
    boolean first = degraded.compareAndSet(!away, away) && away;
    if (first || reason == FailureReason.ARTIFACT_CORRUPT) {
      alerts.raise(new Alert(reason, e.failure().detail(), Map.of()));
    }
  }
}
