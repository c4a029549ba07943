package openbell.runtime.messaging;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import openbell.runtime.queue.Beat;
import openbell.runtime.queue.Leased;
import org.jspecify.annotations.Nullable;

/// A job in this process's hands: from the claim until it is settled, given back or lost.
final class HeldJob implements LeaseLine {
  private static final byte[] NO_NEWS = {};

  private final Leased leased;
  private final long claimed;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile long deadline;
  private volatile boolean lost;
  private boolean over;
  private byte[] progress = NO_NEWS;
  private boolean unsent;
  private @Nullable Thread handler;

  private boolean inHand = true;

  /// @param claimed when, in the time of `System.nanoTime`
  /// @param deadline until when the lease is trusted, in the same time
  HeldJob(Leased leased, long claimed, long deadline) {
    this.leased = leased;
    this.claimed = claimed;
    this.deadline = deadline;
  }

  Leased leased() {
    return leased;
  }

  /// How long ago it was claimed.
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - claimed);
  }

  /// True once: the hand that held it is free from now on.
  boolean leaveHand() {
    lock.lock();
    try {
      boolean left = inHand;
      inHand = false;
      return left;
    } finally {
      lock.unlock();
    }
  }

  LeaseMetadata metadata() {
    return new LeaseMetadata(
        leased.id(), leased.fence(), leased.attempt(), leased.checkpoint(), this);
  }

  /// Ends the handler's part. False when the job was lost or given back: its answer is dropped.
  boolean finish() {
    lock.lock();
    try {
      boolean counts = !over && !lost;
      over = true;
      handler = null;
      return counts;
    } finally {
      lock.unlock();
    }
  }

  /// Somebody else may hold the job now. False when that does not matter any more.
  boolean lose() {
    lock.lock();
    try {
      if (over || lost) {
        return false;
      }
      lost = true;
      interruptHandler();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Takes the job from a handler that does not end. False when it has ended already.
  boolean giveBack() {
    lock.lock();
    try {
      if (over || lost) {
        return false;
      }
      over = true;
      lost = true;
      interruptHandler();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void interruptHandler() {
    if (handler != null) {
      handler.interrupt();
    }
  }

  void extend(long newDeadline) {
    deadline = newDeadline;
  }

  boolean expired(long now) {
    return now - deadline >= 0;
  }

  Beat beat() {
    lock.lock();
    try {
      byte[] news = unsent ? progress : NO_NEWS;
      unsent = false;
      return new Beat(leased.id(), leased.fence(), news);
    } finally {
      lock.unlock();
    }
  }

  /// The beat got no answer: its progress has to travel again.
  void beatAgain() {
    lock.lock();
    try {
      unsent = progress.length > 0;
    } finally {
      lock.unlock();
    }
  }

  byte[] lastProgress() {
    lock.lock();
    try {
      return progress;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Duration remaining() {
    long left = deadline - System.nanoTime();
    return lost || left < 0 ? Duration.ZERO : Duration.ofNanos(left);
  }

  @Override
  public void progress(byte[] checkpoint) {
    lock.lock();
    try {
      progress = checkpoint;
      unsent = true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean lost() {
    return lost;
  }

  @Override
  public void enter() {
    lock.lock();
    try {
      if (!over) {
        handler = Thread.currentThread();
      }
    } finally {
      lock.unlock();
    }
  }
}
