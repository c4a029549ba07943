package openbell.worker.engine.series;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The bars a run may see, by symbol.
public final class BarSet {
  private final Map<String, BarSeries> bySymbol;

  private BarSet(Map<String, BarSeries> bySymbol) {
    this.bySymbol = Collections.unmodifiableMap(bySymbol);
  }

  public static BarSet of(Collection<BarSeries> series) {
    Map<String, BarSeries> bySymbol = new LinkedHashMap<>();
    series.forEach(one -> bySymbol.put(one.symbol(), one));
    return new BarSet(bySymbol);
  }

  public static BarSet of(BarSeries... series) {
    return of(List.of(series));
  }

  public Optional<BarSeries> find(String symbol) {
    return Optional.ofNullable(bySymbol.get(symbol));
  }

  /// In the order they were given.
  public List<BarSeries> all() {
    return List.copyOf(bySymbol.values());
  }
}
