package openbell.signal.adapter;

import java.util.Optional;
import openbell.model.artifact.Manifest;
import openbell.model.portfolio.Costs;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.ArtifactCodec;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;
import openbell.runtime.artifact.ArtifactStore;
import openbell.signal.derive.Evidence;
import openbell.signal.result.RunReader;

/// Reads `result.json` of a run through its manifest.
public final class StoredRunReader implements RunReader {
  private static final String RESULT = "result.json";

  private static final String DEFINITION = "definition.json";

  private final ArtifactStore store;
  private final ArtifactCodec codec = new ArtifactCodec();
  private final PortfolioCodec definitions = new PortfolioCodec();

  public StoredRunReader(ArtifactStore store) {
    this.store = store;
  }

  @Override
  public Evidence read(ArtifactRef artifact) {
    Manifest manifest = store.manifest(artifact);
    Manifest.File file =
        file(manifest, RESULT)
            .orElseThrow(
                () ->
                    FailureException.of(
                        FailureReason.ARTIFACT_CORRUPT, "The manifest names no result."));
    return new Evidence(codec.artifact(store.read(file)), manifest.dataHash(), artifact, manifest);
  }

  @Override
  public Optional<Costs> costs(ArtifactRef artifact) {
    return file(store.manifest(artifact), DEFINITION)
        .map(store::read)
        .flatMap(
            bytes ->
                switch (definitions.parse(bytes)) {
                  case Parsed.Ok ok -> Optional.of(ok.definition().costs());
                  case Parsed.Refused _ -> Optional.empty();
                });
  }

  private static Optional<Manifest.File> file(Manifest manifest, String name) {
    return manifest.files().stream().filter(file -> file.name().equals(name)).findFirst();
  }
}
