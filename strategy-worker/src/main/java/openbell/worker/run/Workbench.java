package openbell.worker.run;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.worker.engine.Engine;

/// The engine, the threads that it computes on, how long they may compute for one run, and what
/// writes the results.
///
/// @param engine all runs of a worker share what it has computed
/// @param threads a fixed pool: arithmetic gains nothing from more threads than cores
/// @param deadline of loading a run's bars, and of computing it, counted from the moment a thread
/// takes the run up
/// @param files of all runs, which share what was written once
public record Workbench(
    Engine engine, ExecutorService threads, Duration deadline, ArtifactFiles files) {

  /// Does work that mostly waits on a thread of its own and waits for it: no engine thread stands
  /// still while a provider thinks.
  ///
  /// @throws FailureException with `RUN_TOO_LONG` past the deadline; the thread is interrupted
  <T> T load(Callable<T> work) {
    CountDownLatch taken = new CountDownLatch(1);
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              taken.countDown();
              return work.call();
            });
    Thread.ofVirtual().name("load").start(task);
    return await(task, taken);
  }

  /// Does the work on a thread of the pool and waits for it.
  ///
  /// @throws FailureException with `RUN_TOO_LONG` past the deadline; the thread is interrupted
  <T> T compute(Callable<T> work) {
    CountDownLatch taken = new CountDownLatch(1);
    Future<T> future =
        threads.submit(
            () -> {
              taken.countDown();
              return work.call();
            });
    return await(future, taken);
  }

  private <T> T await(Future<T> future, CountDownLatch taken) {
    try {
      taken.await();
      return future.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw FailureException.of(
          FailureReason.RUN_TOO_LONG, "the run took longer than " + deadline.toSeconds() + " s");
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw FailureException.of(FailureReason.DEFECT, "the run was stopped from outside");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException exception) {
        throw exception;
      }
      throw new IllegalStateException("a run could not be computed", e.getCause());
    }
  }
}
