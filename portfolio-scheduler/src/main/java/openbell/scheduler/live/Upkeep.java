package openbell.scheduler.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import openbell.model.portfolio.Owner;
import openbell.model.run.RunId;
import openbell.runtime.live.Stage;
import openbell.scheduler.live.ProgressView.Outlook;
import openbell.scheduler.live.Subject.OfBatch;
import openbell.scheduler.live.Subject.OfRun;
import openbell.scheduler.reconcile.RunLedger;
import openbell.scheduler.reconcile.RunState;

/// What those who watch are told beside the lines of the log: where they wait, how their batch
/// stands, and that the connection lives. Used by one thread, but for {@link #waiting}.
public final class Upkeep {
  private static final Duration ALIVE = Duration.ofSeconds(15);
  private static final Duration COUNTS = Duration.ofSeconds(1);
  private static final Duration PLACES = Duration.ofSeconds(2);

  /// A long line is looked at so rarely that looking takes a twentieth of the time at most.
  private static final int REST = 20;

  private final ProgressLog log;
  private final RunLedger ledger;
  private final Waiting.Room room;
  private final EventText text;
  private final Map<OfBatch, Batch> batches = new HashMap<>();
  private final Map<RunId, Integer> told = new HashMap<>();
  private volatile Waiting waiting = Waiting.UNKNOWN;
  private volatile Instant nextLook = Instant.EPOCH;
  private Instant nextPlaces = Instant.EPOCH;
  private Instant nextAlive = Instant.EPOCH;

  /// @param ledger on connections of its own, like the log
  public Upkeep(ProgressLog log, RunLedger ledger, Waiting.Room room, EventText text) {
    this.log = log;
    this.ledger = ledger;
    this.room = room;
    this.text = text;
  }

  private static final class Batch {
    private final Set<RunId> running;
    private Instant next = Instant.EPOCH;
    private boolean changed = true;
    private CountsView last = new CountsView(-1, 0, 0, 0, 0, 0);

    Batch(List<RunId> running) {
      this.running = new HashSet<>(running);
    }
  }

  /// The line of those that wait, as it was a moment ago.
  public synchronized Waiting waiting(Instant now) {
    if (!now.isBefore(nextLook)) {
      Instant before = now;
      long began = System.nanoTime();
      waiting = room.look(before);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      Duration rest = took.multipliedBy(REST);
      nextLook = now.plus(rest.compareTo(PLACES) > 0 ? rest : PLACES);
    }
    return waiting;
  }

  void heard(LogLine line) {
    Batch batch = Subject.batch(line) instanceof OfBatch subject ? batches.get(subject) : null;
    if (batch != null) {
      batch.changed = true;
      switch (line.stage()) {
        case CLAIMED, LOADED, EVALUATED -> batch.running.add(line.run());
        case QUEUED, STORED, SIGNALLED, MAILED, RETRYING, FAILED ->
            batch.running.remove(line.run());
      }
    }
  }

  /// What is due now, by watcher.
  Map<Watcher, List<Frame>> tell(Map<Subject, List<Watcher>> watched, Waiting line, Instant now) {
    Map<Watcher, List<Frame>> frames = new HashMap<>();
    boolean alive = !now.isBefore(nextAlive);
    boolean places = !now.isBefore(nextPlaces);
    batches.keySet().retainAll(watched.keySet());
    watched.forEach(
        (subject, all) -> {
          List<Frame> due = new ArrayList<>();
          switch (subject) {
            case OfBatch batch -> counts(batch, all, now, due);
            case OfRun run when places -> place(run, all, line, due);
            case OfRun _ -> {}
          }
          if (alive) {
            due.add(Frame.ALIVE);
            lookAgain(subject, now);
          }
          if (!due.isEmpty()) {
            all.forEach(watcher -> frames.put(watcher, due));
          }
        });
    if (alive) {
      settle(watched);
    }
    nextAlive = alive ? now.plus(ALIVE) : nextAlive;
    nextPlaces = places ? now.plus(PLACES) : nextPlaces;
    return frames;
  }

  private void counts(OfBatch subject, List<Watcher> all, Instant now, List<Frame> due) {
    Batch batch =
        batches.computeIfAbsent(
            subject, _ -> new Batch(log.running(subject.owner(), subject.session())));
    if (!batch.changed || now.isBefore(batch.next)) {
      return;
    }
    CountsView view =
        CountsView.of(ledger.counts(subject.session(), subject.owner()), batch.running.size());
    // Whoever came meanwhile needs them as well, so an unchanged answer is said again.
    batch.next = now.plus(COUNTS);
    batch.changed = !view.equals(batch.last) && !view.isOver();
    batch.last = view;
    all.forEach(watcher -> watcher.batchIsOver(view.isOver()));
    due.add(new Frame("counts", 0, text.of(view)));
  }

  /// A run that moved up without a line about it.
  private void place(OfRun subject, List<Watcher> all, Waiting line, List<Frame> due) {
    LogLine newest = all.getFirst().newest();
    Integer place = line.place(subject.run());
    if (newest == null || newest.stage() != Stage.QUEUED || place == null) {
      told.remove(subject.run());
      return;
    }
    if (!Objects.equals(told.put(subject.run(), place), place)) {
      ProgressView view = ProgressView.of(newest, Outlook.of(Stage.QUEUED, subject.run(), line));
      due.add(new Frame("progress", newest.seq(), text.of(view)));
    }
  }

  private void lookAgain(Subject subject, Instant now) {
    Batch known = subject instanceof OfBatch batch ? batches.get(batch) : null;
    if (known != null) {
      known.changed = true;
      known.next = now;
    }
  }

  /// A line may be lost, and a ledger never is. One question for all: there may be thousands.
  private void settle(Map<Subject, List<Watcher>> watched) {
    Map<RunId, Owner> owners = new HashMap<>();
    for (Subject subject : watched.keySet()) {
      if (subject instanceof OfRun(var owner, var run)) {
        owners.put(run, owner);
      }
    }
    if (owners.isEmpty()) {
      return;
    }
    Map<RunId, RunState> known = ledger.settled(owners);
    watched.forEach(
        (subject, all) -> {
          RunState state = subject instanceof OfRun run ? known.get(run.run()) : null;
          if (state != null) {
            all.forEach(watcher -> watcher.settle(state == RunState.FAILED));
          }
        });
  }
}
