package openbell.bench.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleBiFunction;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.worker.engine.portfolio.Simulation;
import openbell.worker.engine.series.BarSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// A market open: thousands of mixed portfolios over twelve symbols, on two threads.
@State(Scope.Benchmark)
public class BatchCases {
  static final int PORTFOLIOS = 4_000;
  private static final int THREADS = 2;

  private final List<PortfolioDefinition> definitions = Documents.mixed(PORTFOLIOS);
  private final BarSet bars = Market.set();
  private final ExecutorService pool =
      Executors.newFixedThreadPool(
          THREADS, work -> Thread.ofPlatform().daemon().name("batch").unstarted(work));

  @TearDown
  public void stop() {
    pool.shutdownNow();
  }

  @Benchmark
  public double evaluate() throws Exception {
    return onAll((ours, definition) -> lastValue(ours.evaluate(definition, bars)));
  }

  @Benchmark
  public double evaluateAndWrite() throws Exception {
    return onAll((ours, definition) -> Ours.documentBytes(ours.run(definition, bars)));
  }

  private static double lastValue(Simulation simulation) {
    double[] equity = simulation.equity();
    return equity[equity.length - 1];
  }

  private double onAll(ToDoubleBiFunction<Ours, PortfolioDefinition> job) throws Exception {
    // Nothing is known before a batch: the bars of a new day have no values yet.
    Ours ours = Ours.sharing();
    AtomicInteger next = new AtomicInteger();
    Callable<Double> work =
        () -> {
          double sum = 0;
          for (int n = next.getAndIncrement(); n < PORTFOLIOS; n = next.getAndIncrement()) {
            sum += job.applyAsDouble(ours, definitions.get(n));
          }
          return sum;
        };
    List<Callable<Double>> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      all.add(work);
    }
    double sum = 0;
    for (Future<Double> one : pool.invokeAll(all)) {
      sum += one.get();
    }
    return sum;
  }
}
