package openbell.machines.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;
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
  private final AlertSink alerts;
  private final DrainWatch drainWatch = new DrainWatch();
  private @Nullable Instant enoughSince;
  private DecisionLog.@Nullable Entry last;
  private Pace pace = Pace.WORKING;
  private Duration untilKnown = HORIZON;
  private String worry = "";

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
      Duration bootGuess,
      AlertSink alerts) {
    this.sources = sources;
    this.fleet = fleet;
    this.drains = drains;
    this.policy = policy;
    this.log = log;
    this.term = term;
    this.bootGuess = bootGuess;
    this.alerts = alerts;
  }

  /// @return the decision when it is news, so that it is worth a line in the log; empty also when
  /// another manager acts
  public synchronized Optional<ScalingDecision> beat(Instant now) {
    if (!term.hold()) {
      enoughSince = null;
      last = null;
      worry = "";
      // Whoever watches takes over soon after the other has gone.
      pace = Pace.WORKING;
      return Optional.empty();
    }
    Load load = load();
    FleetView view = view(load);
    if (view == null) {
      pace = Pace.WORKING;
      enoughSince = null;
      return remember(now, unknownFleet());
    }
    FleetObservation seen = observe(now, load, view);
    ScalingDecision decision = policy.decide(seen);
    pace = Pace.of(seen, decision);
    Optional<ScalingDecision> news = remember(now, decision);
    worry(seen);
    untilKnown = untilKnown(seen);
    carryOut(decision);
    return news;
  }

  public String fleetKind() {
    return fleet.kind();
  }

  public List<Machine> machines() {
    return fleet.view().machines();
  }

  /// How soon the next beat is worth it, as of the last one.
  public synchronized Pace pace() {
    return pace;
  }

  /// Time from the last beat until something is known to be due: a retry, or the start of machines
  /// for work that the schedules will ask for. At most an hour.
  public synchronized Duration untilKnown() {
    return untilKnown;
  }

  /// The decision of the last look, news or not; empty before the first, or when another manager
  /// acts.
  public synchronized Optional<DecisionLog.Entry> latest() {
    return Optional.ofNullable(last);
  }

  public List<DecisionLog.Entry> decisions(int limit) {
    return log.newest(limit);
  }

  /// Lets another manager act at once. For the end of this one.
  public synchronized void leave() {
    term.release();
  }

  // First kept, then done: what is done is explained even when this process ends in between.
  private Optional<ScalingDecision> remember(Instant now, ScalingDecision decision) {
    DecisionLog.Entry entry = DecisionLog.Entry.of(now, decision);
    boolean news = last == null || entry.newsAfter(last);
    last = entry;
    if (!news) {
      return Optional.empty();
    }
    log.append(entry, now.minus(KEEP));
    return Optional.of(decision);
  }

  private FleetObservation observe(Instant now, @Nullable Load load, FleetView view) {
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

  private Duration untilKnown(FleetObservation seen) {
    Duration next = HORIZON;
    Load load = seen.load();
    Duration retry = load == null || load.delayed() == 0 ? null : load.untilNextDue();
    if (retry != null && retry.compareTo(next) < 0) {
      next = retry;
    }
    for (ExpectedWork work : seen.expected()) {
      Instant start = work.at().minus(policy.ahead(seen.boot()));
      Duration until = Duration.between(seen.at(), start);
      if (!until.isNegative() && until.compareTo(next) < 0) {
        next = until;
      }
    }
    return next;
  }

  private @Nullable Load load() {
    try {
      return sources.work().read();
    } catch (FailureException e) {
      // A missing reading is an answer of its own: hold.
      return null;
    }
  }

  private @Nullable FleetView view(@Nullable Load load) {
    try {
      return fleet.view().resting(load == null ? Set.of() : load.resting());
    } catch (FailureException e) {
      return null;
    }
  }

  private static ScalingDecision unknownFleet() {
    return new ScalingDecision.Hold(
        "The fleet did not answer.",
        new Reckoning(0, 0, "nobody knows which machines there are", List.of()));
  }

  /// Alerts once per situation.
  private void worry(FleetObservation seen) {
    Optional<ScalingPolicy.Worry> now = policy.worry(seen);
    String what = now.map(ScalingPolicy.Worry::what).orElse("");
    if (!what.isEmpty() && !what.equals(worry)) {
      String text = what + " " + now.map(ScalingPolicy.Worry::detail).orElse("");
      alerts.raise(new Alert(FailureReason.EXPIRED, text.strip(), Map.of("timer", "scaling")));
    }
    worry = what;
    List<String> late = drainWatch.late(seen);
    if (!late.isEmpty()) {
      String text = "Machines rest and do not finish their jobs: " + String.join(" ", late);
      alerts.raise(new Alert(FailureReason.RUN_TOO_LONG, text, Map.of("timer", "scaling")));
    }
  }

  private void carryOut(ScalingDecision decision) {
    if (decision instanceof ScalingDecision.Hold || !term.held()) {
      return;
    }
    switch (decision) {
      case ScalingDecision.Hold _ -> {}
      // A machine that rested when it was stopped may come back under its name.
      case ScalingDecision.Start start -> drains.resume(Set.copyOf(fleet.start(start.count())));
      case ScalingDecision.Resume resume -> drains.resume(resume.machines());
      case ScalingDecision.Drain drain -> drains.rest(drain.machines());
      case ScalingDecision.Stop stop -> fleet.stop(stop.machines());
    }
  }
}
