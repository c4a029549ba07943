package openbell.machines.simulate;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An arrival on its way through the queue.
final class Job {
  final Arrival arrival;
  Instant waitsSince;

  /// Rises whenever it is handed out, so that what an earlier holder does counts for nothing.
  int attempt;

  int crashes;
  @Nullable String machine;
  @Nullable Instant done;
  boolean putAside;

  Job(Arrival arrival) {
    this.arrival = arrival;
    this.waitsSince = arrival.at();
  }

  /// Seconds until it was done; infinite when it never was.
  double latency() {
    return done == null
        ? Double.POSITIVE_INFINITY
        : Duration.between(arrival.at(), done).toMillis() / 1e3;
  }

  boolean late() {
    Instant deadline = arrival.deadline();
    return deadline != null && (done == null || done.isAfter(deadline));
  }
}
