package openbell.model.run;

/// How a run ended.
public sealed interface RunOutcome {
  record Completed(ArtifactRef artifact) implements RunOutcome {}

  record Failed(Failure failure) implements RunOutcome {}
}
