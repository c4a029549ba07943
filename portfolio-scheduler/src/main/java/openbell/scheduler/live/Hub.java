package openbell.scheduler.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import openbell.model.portfolio.Owner;

/// All who watch something at this instance, and the one turn that reads the log for them.
///
/// A turn reads what is new once, makes each event once and gives it to everybody it concerns. An
/// instance that nobody watches at reads nothing.
public final class Hub {
  private static final int LINES = 500;

  /// Whoever is away for longer asks again with `Last-Event-ID`.
  private static final Duration LONGEST_LIFE = Duration.ofHours(1);

  private final ProgressLog log;
  private final EventText text;
  private final Upkeep upkeep;
  private final Limits limits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Subject, Set<Watcher>> watchers = new HashMap<>();
  private final Map<Owner, Integer> owners = new HashMap<>();
  private final Semaphore rung = new Semaphore(0);
  private int open;
  private long read;
  private volatile boolean closed;

  /// @param upkeep what is told beside the lines of the log
  public Hub(ProgressLog log, EventText text, Upkeep upkeep, Limits limits) {
    this.log = log;
    this.text = text;
    this.upkeep = upkeep;
    this.limits = limits;
  }

  /// How many connections may be open at once.
  public record Limits(int all, int perOwner) {}

  /// There may be more in the log. Returns at once.
  public void ring() {
    rung.release();
  }

  /// Waits for a ring; without one, until it is time to look anyway.
  public void awaitRing(Duration longest) throws InterruptedException {
    if (rung.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      var _ = rung.drainPermits();
    }
  }

  public boolean isEmpty() {
    return open() == 0;
  }

  public int open() {
    lock.lock();
    try {
      return open;
    } finally {
      lock.unlock();
    }
  }

  /// Begins to hold back what concerns a subject for one connection; {@link #begin} follows.
  ///
  /// @return false when there are too many connections
  public boolean add(Watcher watcher) {
    // Before anything else: what is written from here on is read by a turn.
    long head = isEmpty() ? log.head() : 0;
    lock.lock();
    try {
      Owner owner = watcher.subject().owner();
      int mine = owners.getOrDefault(owner, 0);
      if (closed || open >= limits.all() || mine >= limits.perOwner()) {
        return false;
      }
      if (open == 0) {
        read = Math.max(read, head);
      }
      open++;
      owners.put(owner, mine + 1);
      watchers.computeIfAbsent(watcher.subject(), _ -> new LinkedHashSet<>()).add(watcher);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Lets a connection hear.
  ///
  /// @param snapshot makes its first event from what the log has
  /// @param after the last line that the client has heard; null when it has heard none
  public void begin(
      Watcher watcher, Function<List<LogLine>, List<Object>> snapshot, Resume after, Instant now) {
    List<LogLine> lines = log.newest(watcher.subject(), LINES);
    List<LogLine> missed =
        after.asked() ? log.about(watcher.subject(), after.seq(), limits(watcher)) : List.of();
    Waiting waiting = upkeep.waiting(now);
    Frame first = new Frame("snapshot", 0, text.of(snapshot.apply(lines).toArray()));
    List<Frame> frames = missed.stream().map(line -> frame(line, waiting)).toList();
    long last = lines.isEmpty() ? 0 : lines.getLast().seq();
    long told = missed.isEmpty() ? 0 : missed.getLast().seq();
    lock.lock();
    try {
      lines.forEach(line -> watcher.learn(line, line.at()));
      missed.forEach(line -> watcher.learn(line, line.at()));
      watcher.begin(first, frames, Math.max(last, told));
    } finally {
      lock.unlock();
    }
    ring();
  }

  /// What a client has heard before.
  public record Resume(boolean asked, long seq) {
    public static final Resume NOTHING = new Resume(false, 0);
  }

  private static int limits(Watcher watcher) {
    return watcher.subject() instanceof Subject.OfBatch ? 4 * LINES : 2 * LINES;
  }

  public void remove(Watcher watcher) {
    lock.lock();
    try {
      Set<Watcher> same = watchers.get(watcher.subject());
      if (same != null && same.remove(watcher)) {
        open--;
        owners.compute(watcher.subject().owner(), (_, n) -> n == null || n <= 1 ? null : n - 1);
        if (same.isEmpty()) {
          watchers.remove(watcher.subject());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Reads what is new and tells it, then whatever is due beside it.
  public void turn(Instant now) {
    if (isEmpty()) {
      return;
    }
    Waiting waiting = upkeep.waiting(now);
    List<LogLine> lines = log.after(read, LINES);
    lock.lock();
    try {
      lines.forEach(line -> tell(line, waiting, now));
      if (!lines.isEmpty()) {
        read = lines.getLast().seq();
      }
    } finally {
      lock.unlock();
    }
    upkeep.tell(watched(), waiting, now).forEach((watcher, frame) -> update(watcher, frame));
    endThoseDone(now);
    if (lines.size() == LINES) {
      ring();
    }
  }

  private void tell(LogLine line, Waiting waiting, Instant now) {
    upkeep.heard(line);
    Set<Watcher> concerned = new LinkedHashSet<>();
    concerned.addAll(watchers.getOrDefault(Subject.run(line), Set.of()));
    concerned.addAll(watchers.getOrDefault(Subject.batch(line), Set.of()));
    if (!concerned.isEmpty()) {
      Frame frame = frame(line, waiting);
      for (Watcher watcher : concerned) {
        watcher.hear(frame);
        watcher.learn(line, now);
      }
    }
  }

  private Frame frame(LogLine line, Waiting waiting) {
    var outlook = ProgressView.Outlook.of(line.stage(), line.run(), waiting);
    return new Frame("progress", line.seq(), text.of(ProgressView.of(line, outlook)));
  }

  private void update(Watcher watcher, List<Frame> frames) {
    lock.lock();
    try {
      frames.forEach(watcher::update);
    } finally {
      lock.unlock();
    }
  }

  private Map<Subject, List<Watcher>> watched() {
    lock.lock();
    try {
      Map<Subject, List<Watcher>> copy = new HashMap<>();
      watchers.forEach((subject, all) -> copy.put(subject, List.copyOf(all)));
      return copy;
    } finally {
      lock.unlock();
    }
  }

  private void endThoseDone(Instant now) {
    List<Watcher> done = new ArrayList<>();
    List<Watcher> old = new ArrayList<>();
    watched()
        .values()
        .forEach(
            all ->
                all.forEach(
                    one -> {
                      if (one.isDone(now)) {
                        done.add(one);
                      } else if (one.begun().plus(LONGEST_LIFE).isBefore(now)) {
                        old.add(one);
                      }
                    }));
    done.forEach(one -> end(one, true));
    old.forEach(one -> end(one, false));
  }

  private void end(Watcher watcher, boolean nothingFollows) {
    remove(watcher);
    watcher.end(nothingFollows);
  }

  /// Ends all connections; their clients come back to another instance.
  public void close() {
    closed = true;
    watched().values().forEach(all -> all.forEach(one -> end(one, false)));
    ring();
  }
}
