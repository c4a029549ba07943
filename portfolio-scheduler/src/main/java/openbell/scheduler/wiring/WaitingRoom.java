package openbell.scheduler.wiring;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import openbell.scheduler.proof.Patience;

/// Lets a few requests wait for a repetition, each for a bounded time. Whoever finds no seat is
/// answered at once, so that waiting cannot take all threads from the others.
final class WaitingRoom implements Patience {
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int SEATS = 8;

  private final Semaphore seats = new Semaphore(SEATS);
  private final long pauses;

  WaitingRoom(Duration wait) {
    if (wait.isNegative() || wait.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "openbell.scheduler.verify-wait is from 0 to 30 seconds, not " + wait.toSeconds());
    }
    this.pauses = wait.dividedBy(STEP);
  }

  @Override
  public boolean pause(int done) {
    if (done >= pauses || !seats.tryAcquire()) {
      return false;
    }
    try {
      Thread.sleep(STEP);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      seats.release();
    }
  }
}
