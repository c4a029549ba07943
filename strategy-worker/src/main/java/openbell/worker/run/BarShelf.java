package openbell.worker.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import openbell.model.run.ArtifactRef;
import openbell.model.wire.BarCodec;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStore;
import openbell.worker.engine.series.BarSeries;

/// Bars as they were when a run saw them, in the artifact store, each different one once.
///
/// What was kept or read lately is remembered: all portfolios of a session see the same bars.
final class BarShelf {
  private static final int MOST = 512;

  private final ArtifactStore store;
  private final Map<String, ArtifactRef> kept = Collections.synchronizedMap(new Latest<>());
  private final Map<String, BarSeries> read = Collections.synchronizedMap(new Latest<>());

  BarShelf(ArtifactStore store) {
    this.store = store;
  }

  /// Two threads that meet here write the same bytes twice, which harms nobody.
  ArtifactRef keep(BarSeries series) {
    ArtifactRef known = kept.get(series.sha256());
    if (known != null) {
      return known;
    }
    ArtifactRef ref = store.put(ArtifactKeys.bars(series.sha256()), BarCodec.encode(series.bars()));
    kept.put(series.sha256(), ref);
    return ref;
  }

  /// @throws openbell.model.run.FailureException when the store does not answer, or the bytes are
  /// not the ones that were kept
  BarSeries read(String symbol, ArtifactRef ref) {
    String key = symbol + " " + ref.sha256();
    BarSeries known = read.get(key);
    if (known != null) {
      return known;
    }
    BarSeries series = BarSeries.of(symbol, BarCodec.decode(store.read(ref)));
    read.put(key, series);
    return series;
  }

  /// Forgets what was not asked for longest.
  private static final class Latest<T> extends LinkedHashMap<String, T> {
    private static final long serialVersionUID = 1L;

    Latest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
      return size() > MOST;
    }
  }
}
