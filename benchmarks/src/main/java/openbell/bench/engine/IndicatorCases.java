package openbell.bench.engine;

import openbell.worker.engine.series.BarSeries;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// Indicators on one series: our kernels, and TA-Lib's.
@State(Scope.Thread)
public class IndicatorCases {
  private final BarSeries bars = Market.one();
  private final Ours.Kernels ours = new Ours.Kernels(bars);
  private final TaLib talib = new TaLib(bars);

  @Benchmark
  public Object smaOurs() {
    return ours.run(Indication.SMA);
  }

  @Benchmark
  public Object smaTaLib() {
    return talib.run(Indication.SMA);
  }

  @Benchmark
  public Object emaOurs() {
    return ours.run(Indication.EMA);
  }

  @Benchmark
  public Object emaTaLib() {
    return talib.run(Indication.EMA);
  }

  @Benchmark
  public Object rsiOurs() {
    return ours.run(Indication.RSI);
  }

  @Benchmark
  public Object rsiTaLib() {
    return talib.run(Indication.RSI);
  }

  @Benchmark
  public Object atrOurs() {
    return ours.run(Indication.ATR);
  }

  @Benchmark
  public Object atrTaLib() {
    return talib.run(Indication.ATR);
  }

  @Benchmark
  public Object macdOurs() {
    return ours.run(Indication.MACD);
  }

  @Benchmark
  public Object macdTaLib() {
    return talib.run(Indication.MACD);
  }

  @Benchmark
  public Object bollingerOurs() {
    return ours.run(Indication.BOLLINGER);
  }

  @Benchmark
  public Object bollingerTaLib() {
    return talib.run(Indication.BOLLINGER);
  }

  @Benchmark
  public void sixOurs(Blackhole hole) {
    for (Indication one : Indication.values()) {
      hole.consume(ours.run(one));
    }
  }

  @Benchmark
  public void sixTaLib(Blackhole hole) {
    for (Indication one : Indication.values()) {
      hole.consume(talib.run(one));
    }
  }
}
