package openbell.signal.derive;

import openbell.model.artifact.Manifest;
import openbell.model.artifact.RunArtifact;
import openbell.model.run.ArtifactRef;
import org.jspecify.annotations.Nullable;

/// A run's result with the proof of where it came from.
///
/// @param dataHash of the manifest that names the result
/// @param manifest the manifest itself, or null where there is none to look at
public record Evidence(
    RunArtifact result, String dataHash, ArtifactRef artifact, @Nullable Manifest manifest) {

  /// A result by itself.
  public Evidence(RunArtifact result, String dataHash, ArtifactRef artifact) {
    this(result, dataHash, artifact, null);
  }
}
