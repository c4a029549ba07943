package openbell.scheduler.reconcile;

import openbell.model.run.ArtifactRef;
import openbell.model.run.Failure;

/// What is to be done about a run that has no outcome yet.
public sealed interface Repair {
  /// Somebody still works on it.
  record Wait() implements Repair {}

  /// There is a result that nobody announced.
  record Announce(ArtifactRef artifact) implements Repair {}

  /// It ended, and nobody was left to say so.
  record Report(Failure failure, int attempts) implements Repair {}

  /// It ended well, and its result is gone: nothing less than another run brings it back.
  record RunAgain(Failure failure, int attempts) implements Repair {}

  /// The queue has forgotten it.
  record DispatchAgain() implements Repair {}
}
