package openbell.worker.intake.offline;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Asks a long verb to end early, and keeps the process until it has printed what it has.
final class Stop {
  /// Longer than any single run takes; after it the process ends anyway.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean asked;

  /// Asks when the process is told to end, e.g. by Ctrl-C.
  static Stop onSignal() {
    Stop stop = new Stop();
    Runtime.getRuntime().addShutdownHook(new Thread(stop::askAndWait, "stop"));
    return stop;
  }

  void ask() {
    asked = true;
  }

  boolean isAsked() {
    return asked;
  }

  /// Everything was printed.
  void ended() {
    ended.countDown();
  }

  private void askAndWait() {
    ask();
    try {
      boolean _ = ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
