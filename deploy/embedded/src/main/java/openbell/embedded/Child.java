package openbell.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A process that is known by its id and its start time. The time matters: after a crash, the id
/// may belong to somebody else.
record Child(ProcessHandle handle) {

  /// A start time is a whole second in a pid file, and a clock may be set a little.
  private static final Duration SAME_START = Duration.ofSeconds(5);

  /// The process `pid`, if it lives and was started at `started`.
  static Optional<Child> find(long pid, Instant started) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            h ->
                h.info()
                    .startInstant()
                    .map(at -> Duration.between(at, started).abs().compareTo(SAME_START) <= 0)
                    .orElse(false))
        .map(Child::new);
  }

  long pid() {
    return handle.pid();
  }

  boolean alive() {
    return handle.isAlive();
  }

  /// Asks the process to end, waits, and kills it when it does not.
  ///
  /// @return whether it ended by itself
  boolean stop(Duration grace) {
    handle.destroy();
    if (ended(grace)) {
      return true;
    }
    handle.destroyForcibly();
    ended(grace);
    return false;
  }

  /// Waits for the end of the process, at most `longest`.
  boolean ended(Duration longest) {
    try {
      handle.onExit().get(longest.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return !handle.isAlive();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot wait for process " + handle.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !handle.isAlive();
    }
  }
}
