package openbell.signal.result;

import java.util.Optional;
import openbell.model.portfolio.Costs;
import openbell.model.run.ArtifactRef;
import openbell.signal.derive.Evidence;

/// Reads what a run left in the artifact store; every byte is verified.
public interface RunReader {

  /// @throws openbell.model.run.FailureException `ARTIFACT_CORRUPT`, `ARTIFACT_MISSING` or
  /// `STORE_UNAVAILABLE`
  Evidence read(ArtifactRef artifact);

  /// What trades cost by the definition that ran; empty when the run left none that can be read.
  ///
  /// @throws openbell.model.run.FailureException as above
  default Optional<Costs> costs(ArtifactRef artifact) {
    return Optional.empty();
  }
}
