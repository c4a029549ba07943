package openbell.signal.derive;

import openbell.model.artifact.RunArtifact;
import openbell.model.run.ArtifactRef;

/// A run's result with the proof of where it came from.
///
/// @param dataHash of the manifest that names the result
public record Evidence(RunArtifact result, String dataHash, ArtifactRef artifact) {}
