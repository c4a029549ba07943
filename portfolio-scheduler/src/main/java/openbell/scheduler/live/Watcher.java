package openbell.scheduler.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// One open connection: what it has heard, and when it ends. Guarded by its hub.
///
/// It is put down before the log is read for it, and holds back what comes in the meantime, so that
/// no line is missed and none is said twice.
public final class Watcher {
  /// More mails about the same run come right after the first, or much later.
  private static final Duration AFTER_THE_LAST = Duration.ofSeconds(2);

  /// A settled run that nobody says anything about any more.
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private final Subject subject;
  private final Ear ear;
  private final Deque<Frame> held = new ArrayDeque<>();
  private boolean holding = true;
  private long heard;
  private Instant lastLine;
  private boolean settled;
  private boolean ending;
  private boolean over;
  private final Instant begun;
  private @Nullable LogLine newest;

  public Watcher(Subject subject, Ear ear, Instant now) {
    this.subject = subject;
    this.ear = ear;
    this.begun = now;
    this.lastLine = now;
  }

  Subject subject() {
    return subject;
  }

  Instant begun() {
    return begun;
  }

  /// The newest line about the run that is watched; null while there is none.
  @Nullable LogLine newest() {
    return newest;
  }

  /// Begins with what the log had.
  void begin(Frame snapshot, Iterable<Frame> missed, long read) {
    ear.hear(snapshot);
    missed.forEach(ear::hear);
    heard = Math.max(heard, read);
    holding = false;
    while (!held.isEmpty()) {
      hear(held.poll());
    }
  }

  /// A line, once.
  void hear(Frame line) {
    if (holding) {
      held.add(line);
    } else if (!over && line.seq() > heard) {
      heard = line.seq();
      ear.hear(line);
    }
  }

  /// What is no new line: the next one says it again.
  void update(Frame frame) {
    if (!holding && !over) {
      ear.hear(frame);
    }
  }

  /// What a line means for the end of this connection.
  void learn(LogLine line, Instant now) {
    lastLine = now;
    if (newest == null || newest.seq() < line.seq()) {
      newest = line;
    }
    settled |= line.stage().isSettled();
    ending |= subject instanceof Subject.OfRun && line.ends();
  }

  /// The ledger says that there is an outcome.
  ///
  /// @param over nothing can follow
  public void settle(boolean over) {
    settled = true;
    ending |= over;
  }

  /// A batch that is not over after all goes on.
  void batchIsOver(boolean yes) {
    settled = yes;
  }

  boolean isDone(Instant now) {
    Duration silent = Duration.between(lastLine, now);
    boolean quiet = silent.compareTo(AFTER_THE_LAST) >= 0;
    return !holding && ((ending && quiet) || (settled && silent.compareTo(patience()) >= 0));
  }

  private Duration patience() {
    return subject instanceof Subject.OfBatch ? AFTER_THE_LAST.multipliedBy(5) : SILENCE;
  }

  void end(boolean nothingFollows) {
    if (!over) {
      over = true;
      if (nothingFollows) {
        ear.hear(Frame.END);
      }
      ear.end();
    }
  }
}
