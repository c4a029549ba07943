package openbell.worker.intake.offline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.run.FailureException;

/// Evaluates every combination of some axes.
///
/// What comes out does not depend on the number of threads: each outcome has its place.
final class Sweep {
  /// Most combinations of one sweep: a minute of work on a small machine, and as many rows as
  /// anybody should choose the best of.
  static final int MOST_COMBINATIONS = 10_000;

  private static final Outcome NOT_REACHED = new Outcome.NotReached();

  private final Trials trials;
  private final Variants variants;
  private final Grid grid;

  Sweep(Trials trials, PortfolioDefinition base, Grid grid) {
    this.trials = trials;
    this.variants = new Variants(base, grid.axes());
    this.grid = grid;
  }

  /// One outcome per combination, in the grid's order.
  List<Outcome> run(int threads, Stop stop, Progress progress) {
    AtomicReferenceArray<Outcome> outcomes = new AtomicReferenceArray<>(grid.size());
    AtomicInteger next = new AtomicInteger();
    Runnable work =
        () -> {
          int i = next.getAndIncrement();
          while (i < grid.size() && !stop.isAsked()) {
            outcomes.set(i, evaluate(grid.values(i)));
            progress.step();
            i = next.getAndIncrement();
          }
        };
    share(work, Math.min(threads, grid.size()));
    progress.end();
    Outcome[] all = new Outcome[grid.size()];
    Arrays.setAll(all, i -> outcomes.get(i) == null ? NOT_REACHED : outcomes.get(i));
    return List.of(all);
  }

  private static void share(Runnable work, int threads) {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        parts.add(pool.submit(work));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("a sweep was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a combination could not be evaluated", e.getCause());
    }
  }

  private Outcome evaluate(List<Object> values) {
    PortfolioDefinition variant = variants.with(values);
    return variants
        .illegal(values, variant)
        .<Outcome>map(Outcome.Refused::new)
        .orElseGet(() -> evaluate(variant));
  }

  private Outcome evaluate(PortfolioDefinition variant) {
    try {
      return new Outcome.Tried(trials.variant(variant).artifact().metrics());
    } catch (FailureException e) {
      return new Outcome.Refused(e.failure().detail());
    }
  }
}
