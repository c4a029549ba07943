package openbell.model.run;

import openbell.model.artifact.ArtifactRef;

/// How a run ended.
public sealed interface RunOutcome {
  record Completed(ArtifactRef artifact) implements RunOutcome {}

  record Failed(Failure failure) implements RunOutcome {}
}
