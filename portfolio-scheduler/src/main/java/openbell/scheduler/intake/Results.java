package openbell.scheduler.intake;

import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.RunArtifact;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.ArtifactCodec;
import openbell.runtime.artifact.ArtifactStore;
import openbell.scheduler.reconcile.RunRecord;
import openbell.scheduler.reconcile.RunState;
import openbell.scheduler.reconcile.RunWatch;

/// Reads what runs left behind. Artifacts never change, so the newest few are kept.
@Singleton
final class Results {
  /// Enough for the portfolios of one page, twice.
  private static final int KEPT = 64;

  private static final String RESULT = "result.json";

  private final ArtifactStore store;
  private final RunWatch watch;
  private final ArtifactCodec codec = new ArtifactCodec();
  private final Map<String, RunArtifact> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(KEPT, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, RunArtifact> eldest) {
              return size() > KEPT;
            }
          });

  Results(ArtifactStore store, RunWatch watch) {
    this.store = store;
    this.watch = watch;
  }

  Manifest manifest(ArtifactRef ref) {
    return store.manifest(ref);
  }

  Optional<byte[]> file(Manifest manifest, String name) {
    return manifest.files().stream()
        .filter(file -> file.name().equals(name))
        .findFirst()
        .map(store::read);
  }

  /// @throws FailureException when the bytes are missing, or are not the ones that were stored
  RunArtifact result(ArtifactRef ref) {
    RunArtifact known = kept.get(ref.sha256());
    if (known != null) {
      return known;
    }
    byte[] bytes =
        file(manifest(ref), RESULT)
            .orElseThrow(
                () ->
                    FailureException.of(
                        FailureReason.ARTIFACT_CORRUPT, "The manifest names no " + RESULT + "."));
    RunArtifact result = codec.artifact(bytes);
    kept.put(ref.sha256(), result);
    return result;
  }

  /// The same run, `RUNNING` when a worker holds it now. Without a queue it stays as it was.
  RunRecord live(RunRecord run) {
    if (run.state() != RunState.QUEUED) {
      return run;
    }
    try {
      return watch.running(run.run()) ? run.in(RunState.RUNNING) : run;
    } catch (FailureException e) {
      return run;
    }
  }
}
