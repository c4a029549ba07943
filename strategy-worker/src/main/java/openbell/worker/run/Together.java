package openbell.worker.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;

/// Does things that wait at the same time, a few of them.
final class Together {
  /// More would only wait for each other: providers and stores answer a few at a time.
  private static final int AT_ONCE = 16;

  private Together() {}

  /// The results in the order of the questions.
  ///
  /// @throws FailureException of the first question that failed; the others are interrupted then,
  /// as they are when this thread is
  static <Q, R> List<R> of(Collection<Q> questions, Function<Q, R> answer) {
    if (questions.size() < 2) {
      return questions.stream().map(answer).toList();
    }
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(AT_ONCE, questions.size()),
            Thread.ofVirtual().name("together-", 1).factory())) {
      List<Future<R>> asked = new ArrayList<>();
      questions.forEach(question -> asked.add(threads.submit(() -> answer.apply(question))));
      try {
        return collect(asked);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private static <R> List<R> collect(List<Future<R>> asked) {
    List<R> results = new ArrayList<>();
    try {
      for (Future<R> one : asked) {
        results.add(one.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FailureException.of(FailureReason.DEFECT, "the run was stopped from outside");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException exception) {
        throw exception;
      }
      throw new IllegalStateException("bars could not be loaded", e.getCause());
    }
  }
}
