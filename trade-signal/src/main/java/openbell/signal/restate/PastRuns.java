package openbell.signal.restate;

import openbell.model.artifact.Manifest;
import openbell.model.market.BarColumns;
import openbell.model.run.ArtifactRef;

/// Reads what earlier runs recorded; every byte is verified.
///
/// Every operation throws {@link openbell.model.run.FailureException}: `ARTIFACT_CORRUPT`,
/// `ARTIFACT_MISSING` or `STORE_UNAVAILABLE`.
public interface PastRuns {

  Manifest manifest(ArtifactRef run);

  BarColumns bars(Manifest.Input input);

  /// The bytes of a run's `signals.csv`.
  byte[] signals(Manifest run);
}
