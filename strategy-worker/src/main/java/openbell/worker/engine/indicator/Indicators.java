package openbell.worker.engine.indicator;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import openbell.model.strategy.Params;
import openbell.worker.engine.series.Column;

/// All indicators the engine can compute: one registration each.
///
/// Conventions: the seed of a recursion is the mean of the first values, deviations are of the
/// population, percents are percents (5 is 5 %), windows include the current bar.
public final class Indicators {
  private static final List<String> VALUE = List.of("value");
  private static final List<Column> CLOSE = List.of(Column.CLOSE);
  private static final List<String> PERIOD = List.of("period");

  private static final Map<String, Indicator> BY_TYPE = register();

  private Indicators() {}

  public static Optional<Indicator> find(String type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  /// In the order of registration.
  public static List<Indicator> all() {
    return List.copyOf(BY_TYPE.values());
  }

  private static Map<String, Indicator> register() {
    Map<String, Indicator> all = new LinkedHashMap<>();
    for (Indicator one :
        List.of(
            windowed("SMA", Column.CLOSE, 20, 1, Averages.Simple::new),
            windowed("EMA", Column.CLOSE, 20, 1, Averages.Exponential::new),
            windowed("RSI", Column.CLOSE, 14, 0, Wilder.Rsi::new),
            macd(),
            bollingerBands(),
            averageTrueRange(),
            windowed("HighestValue", Column.HIGH, 20, 1, n -> new Windows.Extreme(n, 1)),
            windowed("LowestValue", Column.LOW, 20, 1, n -> new Windows.Extreme(n, -1)),
            windowed("ROC", Column.CLOSE, 10, 0, Windows::rateOfChange),
            constant())) {
      all.put(one.type(), one);
    }
    return Collections.unmodifiableMap(all);
  }

  /// @param short1 1 when the first value is at `period - 1`, 0 when it is at `period`
  private static Indicator windowed(
      String type, Column column, int period, int short1, IntFunction<Pass> kernel) {
    return new Indicator(
        type,
        VALUE,
        List.of(column),
        new Params(Map.of("period", period)),
        PERIOD,
        params -> params.integer("period", 1) - short1,
        params -> kernel.apply(params.integer("period", 1)));
  }

  private static Indicator macd() {
    List<String> periods = List.of("fast_period", "slow_period", "signal_period");
    ToIntFunction<Params> first =
        params ->
            Math.max(params.integer("fast_period", 1), params.integer("slow_period", 1))
                + params.integer("signal_period", 1)
                - 2;
    return new Indicator(
        "MACD",
        List.of("macd", "signal", "hist"),
        CLOSE,
        new Params(Map.of("fast_period", 12, "slow_period", 26, "signal_period", 9)),
        periods,
        first,
        params ->
            new Averages.Macd(
                params.integer("fast_period", 1),
                params.integer("slow_period", 1),
                params.integer("signal_period", 1)));
  }

  private static Indicator bollingerBands() {
    return new Indicator(
        "BollingerBands",
        List.of("upper", "middle", "lower", "percent_b", "width"),
        CLOSE,
        new Params(Map.of("period", 20, "stddev", 2)),
        PERIOD,
        params -> params.integer("period", 1) - 1,
        params -> new Bands(params.integer("period", 1), params.number("stddev", 2)));
  }

  private static Indicator averageTrueRange() {
    return new Indicator(
        "ATR",
        VALUE,
        List.of(Column.HIGH, Column.LOW, Column.CLOSE),
        new Params(Map.of("period", 14)),
        PERIOD,
        params -> params.integer("period", 1),
        params -> new Wilder.Atr(params.integer("period", 1)));
  }

  private static Indicator constant() {
    return new Indicator(
        "Constant", VALUE, List.of(), Params.NONE, List.of(), _ -> 0, Indicators::constantly);
  }

  private static Direct constantly(Params params) {
    double value = params.number("value", Double.NaN);
    return (_, from, to, out) -> Arrays.fill(out[0], from, to, value);
  }
}
