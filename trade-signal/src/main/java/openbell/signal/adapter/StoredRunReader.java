package openbell.signal.adapter;

import openbell.model.artifact.Manifest;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.ArtifactCodec;
import openbell.runtime.artifact.ArtifactStore;
import openbell.signal.derive.Evidence;
import openbell.signal.result.RunReader;

/// Reads `result.json` of a run through its manifest.
public final class StoredRunReader implements RunReader {
  private static final String RESULT = "result.json";

  private final ArtifactStore store;
  private final ArtifactCodec codec = new ArtifactCodec();

  public StoredRunReader(ArtifactStore store) {
    this.store = store;
  }

  @Override
  public Evidence read(ArtifactRef artifact) {
    Manifest manifest = store.manifest(artifact);
    Manifest.File file =
        manifest.files().stream()
            .filter(candidate -> candidate.name().equals(RESULT))
            .findFirst()
            .orElseThrow(
                () ->
                    FailureException.of(
                        FailureReason.ARTIFACT_CORRUPT, "The manifest names no result."));
    return new Evidence(codec.artifact(store.read(file)), manifest.dataHash(), artifact, manifest);
  }
}
