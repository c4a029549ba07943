package openbell.worker.engine.indicator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All indicators the engine can compute: one registration each, by family.
///
/// Conventions: the seed of a recursion is the mean of the first values, deviations are of the
/// population, percents are percents (5 is 5 %), windows include the current bar. Leading missing
/// values move the seed; one inside a window makes that window `NaN`; one inside a recursion gives
/// `NaN` at that bar and leaves the state as it is. A division by zero gives `NaN`.
public final class Indicators {
  private static final Map<String, Indicator> BY_TYPE =
      byType(
          Stream.of(
              MeanIndicators.all(),
              MomentumIndicators.all(),
              OscillatorIndicators.all(),
              TrendIndicators.all(),
              RangeIndicators.all(),
              VolumeIndicators.all(),
              StatisticIndicators.all()));

  private static final Map<String, Indicator> TRANSFORMERS =
      byType(Stream.of(MarketTransformers.all()));

  private Indicators() {}

  public static Optional<Indicator> find(String type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  /// In the order of registration.
  public static List<Indicator> all() {
    return List.copyOf(BY_TYPE.values());
  }

  /// What a market transformer computes from the one series it is given, under its own parameters.
  public static Optional<Indicator> transformer(String type) {
    return Optional.ofNullable(TRANSFORMERS.get(type));
  }

  /// In the order of registration.
  public static List<Indicator> transformers() {
    return List.copyOf(TRANSFORMERS.values());
  }

  private static Map<String, Indicator> byType(Stream<List<Indicator>> families) {
    Map<String, Indicator> all = new LinkedHashMap<>();
    families.flatMap(List::stream).forEach(one -> all.put(one.type(), one));
    return Collections.unmodifiableMap(all);
  }
}
