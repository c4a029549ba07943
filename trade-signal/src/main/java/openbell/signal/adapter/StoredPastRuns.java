package openbell.signal.adapter;

import openbell.model.artifact.Manifest;
import openbell.model.market.BarColumns;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.BarCodec;
import openbell.runtime.artifact.ArtifactStore;
import openbell.signal.restate.PastRuns;

/// Earlier runs in the artifact store.
public final class StoredPastRuns implements PastRuns {
  private static final String SIGNALS = "signals.csv";

  private final ArtifactStore store;

  public StoredPastRuns(ArtifactStore store) {
    this.store = store;
  }

  @Override
  public Manifest manifest(ArtifactRef run) {
    return store.manifest(run);
  }

  @Override
  public BarColumns bars(Manifest.Input input) {
    return BarCodec.decode(store.read(input.stored()));
  }

  @Override
  public byte[] signals(Manifest run) {
    return run.files().stream()
        .filter(file -> file.name().equals(SIGNALS))
        .findFirst()
        .map(store::read)
        .orElseThrow(
            () ->
                FailureException.of(
                    FailureReason.ARTIFACT_CORRUPT, "The manifest names no signals."));
  }
}
