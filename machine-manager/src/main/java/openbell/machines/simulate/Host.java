package openbell.machines.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import openbell.machines.fleet.Machine;
import openbell.machines.fleet.Machine.State;
import org.jspecify.annotations.Nullable;

/// One simulated machine.
final class Host {
  /// A start that takes longer does not come any more.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  final String id;
  final Instant started;
  final Set<Job> jobs = new LinkedHashSet<>();
  State state = State.STARTING;
  Instant since;
  @Nullable Instant ended;

  Host(String id, Instant started) {
    this.id = id;
    this.started = started;
    this.since = started;
  }

  void become(State another, Instant at) {
    state = another;
    since = at;
  }

  Machine seen(Instant now) {
    boolean stuck = state == State.STARTING && now.isAfter(started.plus(PATIENCE));
    return stuck
        ? new Machine(id, State.STUCK, started.plus(PATIENCE), started, "did not come up")
        : new Machine(id, state, since, started, "");
  }

  /// Seconds that it was paid for between two moments.
  double seconds(Instant from, Instant until) {
    Instant last = ended;
    Instant begin = started.isAfter(from) ? started : from;
    Instant end = last != null && last.isBefore(until) ? last : until;
    return Math.max(0, Duration.between(begin, end).toMillis() / 1e3);
  }
}
