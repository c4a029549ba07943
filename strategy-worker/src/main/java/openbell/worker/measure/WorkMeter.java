package openbell.worker.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import openbell.model.message.MeasuredAttempt;
import openbell.model.message.Message;
import openbell.model.message.WorkMeasured;
import openbell.model.run.FailureException;
import openbell.runtime.channel.Outlet;
import org.jspecify.annotations.Nullable;

/// Collects the attempts that ended and tells them in batches. No run waits for it or fails by it:
/// what cannot be told for long is left out, and counted.
public final class WorkMeter {

  /// Attempts that wait to be told: a hundred batches, a few megabytes.
  static final int MOST_WAITING = 100 * WorkMeasured.MOST;

  /// Wait before a batch is told again that nobody took.
  static final Duration AGAIN = Duration.ofSeconds(5);

  private final Outlet<Message> outlet;
  private final Source source;
  private final Duration every;
  private final ScheduledExecutorService teller;
  private final BlockingQueue<MeasuredAttempt> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicBoolean planned = new AtomicBoolean();
  private final AtomicLong leftOut = new AtomicLong();

  // Of the teller's one thread.
  private @Nullable WorkMeasured untold;
  private long batches;

  /// Who tells.
  ///
  /// @param machine as its fleet names it
  /// @param process a name that no other process ever has: batches are numbered below it
  /// @param slots attempts that are worked on at the same time
  public record Source(String machine, String process, int slots) {}

  /// @param every longest time that an attempt waits for others to be told with
  /// @param teller has one thread, and is this meter's own
  public WorkMeter(
      Outlet<Message> outlet, Source source, Duration every, ScheduledExecutorService teller) {
    this.outlet = outlet;
    this.source = source;
    this.every = every;
    this.teller = teller;
  }

  /// Takes note of one attempt. Returns at once and never fails.
  public void add(MeasuredAttempt attempt) {
    if (!waiting.offer(attempt)) {
      leftOut.incrementAndGet();
      return;
    }
    if (waiting.size() == WorkMeasured.MOST) {
      // A full batch need not wait for its second.
      plan(Duration.ZERO);
    } else if (planned.compareAndSet(false, true)) {
      plan(every);
    }
  }

  /// Attempts that nobody will hear of, because too many waited.
  public long leftOut() {
    return leftOut.get();
  }

  /// Tells what waits, as far as that is possible within `longest`, and ends.
  public void close(Duration longest) {
    try {
      var _ = teller.submit(this::tell).get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      leftOut.addAndGet(waiting.size());
    }
    teller.shutdownNow();
  }

  private void plan(Duration delay) {
    try {
      var _ = teller.schedule(this::tell, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // Closed: this process ends.
      leftOut.incrementAndGet();
    }
  }

  private void tell() {
    planned.set(false);
    try {
      while (untold != null || !waiting.isEmpty()) {
        if (untold == null) {
          untold = nextBatch();
        }
        outlet.send(untold);
        untold = null;
      }
    } catch (FailureException e) {
      // The same batch again: whoever heard it after all knows it by its name.
      planned.set(true);
      plan(AGAIN);
    }
  }

  private WorkMeasured nextBatch() {
    List<MeasuredAttempt> attempts = new ArrayList<>(WorkMeasured.MOST);
    waiting.drainTo(attempts, WorkMeasured.MOST);
    String batch = source.process() + "-" + ++batches;
    return new WorkMeasured(source.machine(), batch, source.slots(), attempts);
  }
}
