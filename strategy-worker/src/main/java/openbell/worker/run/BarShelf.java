package openbell.worker.run;

import openbell.model.run.ArtifactRef;
import openbell.model.wire.BarCodec;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStore;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.market.BarMemory;

/// Bars as they were when a run saw them, in the artifact store, each different one once.
///
/// What was kept or read lately is remembered: all portfolios of a session see the same bars.
final class BarShelf {
  private static final long MOST_REFERENCES = 512;

  private final ArtifactStore store;
  private final BarMemory<ArtifactRef> kept = new BarMemory<>(MOST_REFERENCES);
  private final BarMemory<BarSeries> read;

  /// @param mostBars bars kept in memory, 48 bytes each
  BarShelf(ArtifactStore store, long mostBars) {
    this.store = store;
    this.read = new BarMemory<>(mostBars);
  }

  /// Two threads that meet here write the same bytes twice, which harms nobody.
  ArtifactRef keep(BarSeries series) {
    ArtifactRef known = kept.find(series.sha256()).orElse(null);
    if (known != null) {
      return known;
    }
    ArtifactRef ref = store.put(ArtifactKeys.bars(series.sha256()), BarCodec.encode(series.bars()));
    kept.keep(series.sha256(), ref, 1);
    return ref;
  }

  /// @throws openbell.model.run.FailureException when the store does not answer, or the bytes are
  /// not the ones that were kept
  BarSeries read(String symbol, ArtifactRef ref) {
    String key = symbol + " " + ref.sha256();
    BarSeries known = read.find(key).orElse(null);
    if (known != null) {
      return known;
    }
    BarSeries series = BarSeries.of(symbol, BarCodec.decode(store.read(ref)));
    read.keep(key, series, series.size());
    return series;
  }
}
