package openbell.machines.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import openbell.model.run.FailureException;
import openbell.runtime.queue.QueueDepth;
import org.jspecify.annotations.Nullable;

/// One beat: observe, decide, carry out, remember. What it remembers is only for people and for
/// the quiet time; the machines themselves are asked every time.
public final class FleetKeeper {
  /// How long decisions are kept.
  private static final Duration KEEP = Duration.ofDays(7);

  private final QueueReading queue;
  private final Fleet fleet;
  private final ScalingPolicy policy;
  private final DecisionLog log;
  private @Nullable Instant neededUntil;
  private DecisionLog.@Nullable Entry last;

  public FleetKeeper(QueueReading queue, Fleet fleet, ScalingPolicy policy, DecisionLog log) {
    this.queue = queue;
    this.fleet = fleet;
    this.policy = policy;
    this.log = log;
  }

  /// @return the decision when it is news, so that it is worth a line in the log
  public synchronized Optional<ScalingDecision> beat(Instant now) {
    FleetObservation seen = observe(now);
    ScalingDecision decision = policy.decide(seen);
    DecisionLog.Entry entry = DecisionLog.Entry.of(now, decision);
    boolean news = last == null || entry.newsAfter(last);
    last = entry;
    if (news) {
      log.append(entry, now.minus(KEEP));
    }
    carryOut(decision);
    return news ? Optional.of(decision) : Optional.empty();
  }

  public String fleetKind() {
    return fleet.kind();
  }

  public List<Machine> machines() {
    return fleet.view().machines();
  }

  /// The decision of the last look, news or not; empty before the first.
  public synchronized Optional<DecisionLog.Entry> latest() {
    return Optional.ofNullable(last);
  }

  public List<DecisionLog.Entry> decisions(int limit) {
    return log.newest(limit);
  }

  private FleetObservation observe(Instant now) {
    // After a restart nobody knows how long it has been quiet: the quiet time starts again.
    Instant needed = neededUntil == null ? now : neededUntil;
    FleetObservation seen = new FleetObservation(now, depth(), fleet.view(), needed);
    Instant until = policy.needed(seen) ? now : needed;
    neededUntil = until;
    return new FleetObservation(now, seen.depth(), seen.fleet(), until);
  }

  private @Nullable QueueDepth depth() {
    try {
      return queue.read();
    } catch (FailureException e) {
      // A missing reading is an answer of its own: hold.
      return null;
    }
  }

  private void carryOut(ScalingDecision decision) {
    switch (decision) {
      case ScalingDecision.Hold _ -> {}
      case ScalingDecision.Start start -> fleet.start(start.count());
      case ScalingDecision.Drain drain -> fleet.stop(drain.machines());
      case ScalingDecision.Stop stop -> fleet.stop(stop.machines());
    }
  }
}
