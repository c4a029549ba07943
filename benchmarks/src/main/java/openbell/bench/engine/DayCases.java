package openbell.bench.engine;

import java.util.List;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One more day for portfolios whose states are all in memory, on one thread.
///
/// Every call is another day. The new bars are there before the clock starts.
@State(Scope.Thread)
public class DayCases {
  static final int PORTFOLIOS = 10_000;
  private static final int MOST_DAYS = 250;

  private final List<BarSeries> market = Market.all(Market.BARS + MOST_DAYS);
  private final Ours.Days ours =
      new Ours.Days(Documents.mixed(PORTFOLIOS), Market.upTo(market, Market.BARS));
  private int bars = Market.BARS;
  private BarSet today = Market.upTo(market, bars);

  @Setup(Level.Iteration)
  public void nextDay() {
    bars++;
    today = Market.upTo(market, bars);
  }

  @Benchmark
  public Object oneMoreDay() {
    return ours.advance(today);
  }
}
