package openbell.worker.engine.plan;

import java.util.Arrays;
import openbell.worker.engine.series.BarSeries;

/// The bars of one symbol as far as they are known. A new day replaces them by longer ones.
public final class Track {
  private BarSeries bars;
  private boolean restated;

  Track(BarSeries bars) {
    this.bars = bars;
  }

  BarSeries bars() {
    return bars;
  }

  /// Equal bars of one symbol have one name.
  String name() {
    return bars.symbol() + " " + bars.sha256();
  }

  /// Memory that the bars take, about.
  long bytes() {
    return (long) BarSeries.BYTES_PER_BAR * bars.size();
  }

  /// True when the last replacement changed bars that had been known before.
  boolean restated() {
    return restated;
  }

  void replace(BarSeries longer) {
    restated = !continues(longer);
    bars = longer;
  }

  private boolean continues(BarSeries longer) {
    int n = bars.size();
    if (longer.size() < n || !Arrays.equals(bars.days(), 0, n, longer.days(), 0, n)) {
      return false;
    }
    double[][] before = bars.columns();
    double[][] after = longer.columns();
    for (int c = 0; c < before.length; c++) {
      if (!Arrays.equals(before[c], 0, n, after[c], 0, n)) {
        return false;
      }
    }
    return true;
  }
}
