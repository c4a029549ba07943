package openbell.signal.result;

import openbell.model.run.ArtifactRef;
import openbell.signal.derive.Evidence;

/// Reads what a run left in the artifact store; every byte is verified.
public interface RunReader {

  /// @throws openbell.model.run.FailureException `ARTIFACT_CORRUPT`, `ARTIFACT_MISSING` or
  /// `STORE_UNAVAILABLE`
  Evidence read(ArtifactRef artifact);
}
