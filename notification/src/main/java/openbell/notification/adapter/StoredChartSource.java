package openbell.notification.adapter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import openbell.model.run.ArtifactRef;
import openbell.notification.render.ChartSource;
import openbell.notification.render.Curve;
import openbell.notification.render.EquityCsv;
import openbell.runtime.artifact.ArtifactStore;

/// Charts drawn from `equity.csv` of the artifact store, the newest kept by the artifact's hash:
/// every recipient of a portfolio gets the same picture, drawn once.
public final class StoredChartSource implements ChartSource {
  private static final String FILE = "equity.csv";

  /// Pictures kept: about 20 KB each.
  private static final int MOST_KEPT = 256;

  private final ArtifactStore store;
  private final int sessions;
  private final Map<String, Optional<Chart>> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Chart>> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /// @param sessions how many sessions a picture shows
  public StoredChartSource(ArtifactStore store, int sessions) {
    this.store = store;
    this.sessions = sessions;
  }

  @Override
  public Optional<Chart> chart(ArtifactRef artifact) {
    synchronized (kept) {
      Optional<Chart> known = kept.get(artifact.sha256());
      if (known != null) {
        return known;
      }
    }
    // Two threads may draw the same picture at once; that costs less than waiting for each other.
    Optional<Chart> drawn = draw(artifact);
    synchronized (kept) {
      kept.put(artifact.sha256(), drawn);
    }
    return drawn;
  }

  private Optional<Chart> draw(ArtifactRef artifact) {
    return store.manifest(artifact).files().stream()
        .filter(file -> file.name().equals(FILE))
        .findFirst()
        .flatMap(file -> EquityCsv.tail(store.read(file), sessions))
        .filter(Curve::isDrawable)
        .map(curve -> new Chart(curve, Java2dChart.png(curve)));
  }
}
