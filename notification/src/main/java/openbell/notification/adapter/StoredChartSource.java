package openbell.notification.adapter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
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

  /// Sessions of the curve kept beside a picture, for readers who subscribed long ago: ten years.
  private static final int MOST_HISTORY = 2_520;

  private final ArtifactStore store;
  private final int sessions;
  private final Map<String, FutureTask<Optional<Chart>>> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FutureTask<Optional<Chart>>> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /// @param sessions how many sessions a picture shows
  public StoredChartSource(ArtifactStore store, int sessions) {
    this.store = store;
    this.sessions = sessions;
  }

  /// Whoever asks first draws; whoever asks meanwhile waits for that picture. A failure is told to
  /// all who wait and is not kept.
  @Override
  public Optional<Chart> chart(ArtifactRef artifact) {
    FutureTask<Optional<Chart>> task;
    synchronized (kept) {
      task = kept.computeIfAbsent(artifact.sha256(), _ -> new FutureTask<>(() -> draw(artifact)));
    }
    // Does nothing when it has run, or is running elsewhere.
    task.run();
    try {
      return task.get();
    } catch (ExecutionException e) {
      forget(artifact, task);
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("a chart could not be drawn", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailureException(
          new Failure(FailureReason.STORE_UNAVAILABLE, "Interrupted while a chart was drawn."), e);
    }
  }

  private void forget(ArtifactRef artifact, FutureTask<Optional<Chart>> task) {
    synchronized (kept) {
      kept.remove(artifact.sha256(), task);
    }
  }

  private Optional<Chart> draw(ArtifactRef artifact) {
    return store.manifest(artifact).files().stream()
        .filter(file -> file.name().equals(FILE))
        .findFirst()
        .flatMap(file -> EquityCsv.tail(store.read(file), Math.max(sessions, MOST_HISTORY)))
        .filter(Curve::isDrawable)
        .map(
            history -> {
              Curve shown = history.last(sessions);
              return new Chart(shown, history, Java2dChart.png(shown));
            });
  }
}
