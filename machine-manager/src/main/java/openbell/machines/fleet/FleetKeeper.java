package openbell.machines.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import openbell.model.run.FailureException;
import org.jspecify.annotations.Nullable;

/// One beat: observe, decide, carry out, remember. What it remembers is only for people and for
/// the quiet time; the machines themselves are asked every time.
public final class FleetKeeper {
  /// How long decisions are kept.
  private static final Duration KEEP = Duration.ofDays(7);

  private static final Duration HORIZON = Duration.ofHours(1);

  private final Sources sources;
  private final Fleet fleet;
  private final Drains drains;
  private final ScalingPolicy policy;
  private final DecisionLog log;
  private final Term term;
  private final Duration bootGuess;
  private @Nullable Instant enoughSince;
  private DecisionLog.@Nullable Entry last;

  /// Where observations come from.
  public record Sources(WorkReading work, Forecast forecast, MachineUse use) {}

  /// @param bootGuess how long a machine takes to start, while nobody has seen it
  public FleetKeeper(
      Sources sources,
      Fleet fleet,
      Drains drains,
      ScalingPolicy policy,
      DecisionLog log,
      Term term,
      Duration bootGuess) {
    this.sources = sources;
    this.fleet = fleet;
    this.drains = drains;
    this.policy = policy;
    this.log = log;
    this.term = term;
    this.bootGuess = bootGuess;
  }

  /// @return the decision when it is news, so that it is worth a line in the log; empty also when
  /// another manager acts
  public synchronized Optional<ScalingDecision> beat(Instant now) {
    if (!term.hold()) {
      enoughSince = null;
      last = null;
      return Optional.empty();
    }
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

  /// The decision of the last look, news or not; empty before the first, or when another manager
  /// acts.
  public synchronized Optional<DecisionLog.Entry> latest() {
    return Optional.ofNullable(last);
  }

  public List<DecisionLog.Entry> decisions(int limit) {
    return log.newest(limit);
  }

  private FleetObservation observe(Instant now) {
    Load load = load();
    FleetView view = fleet.view().resting(load == null ? Set.of() : load.resting());
    sources.use().seen(view.machines(), now);
    // After a restart nobody knows how long it has been quiet: the quiet time starts again.
    Instant since = enoughSince == null ? now : enoughSince;
    FleetObservation seen =
        new FleetObservation(
            now,
            load,
            view,
            sources.forecast().between(now, now.plus(HORIZON)),
            sources.use().bootTime(bootGuess),
            sources.use().today(now),
            since);
    enoughSince = policy.needed(seen) ? now : since;
    return seen.enoughSince(enoughSince);
  }

  private @Nullable Load load() {
    try {
      return sources.work().read();
    } catch (FailureException e) {
      // A missing reading is an answer of its own: hold.
      return null;
    }
  }

  private void carryOut(ScalingDecision decision) {
    if (decision instanceof ScalingDecision.Hold || !term.held()) {
      return;
    }
    switch (decision) {
      case ScalingDecision.Hold _ -> {}
      case ScalingDecision.Start start -> fleet.start(start.count());
      case ScalingDecision.Resume resume -> drains.resume(resume.machines());
      case ScalingDecision.Drain drain -> drains.rest(drain.machines());
      case ScalingDecision.Stop stop -> fleet.stop(stop.machines());
    }
  }
}
