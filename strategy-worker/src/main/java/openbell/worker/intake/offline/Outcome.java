package openbell.worker.intake.offline;

import java.util.Map;

/// What became of one combination of a sweep.
sealed interface Outcome {

  /// It was evaluated.
  record Tried(Map<String, Double> figures) implements Outcome {}

  /// It is not a legal document, or the engine refused it.
  record Refused(String reason) implements Outcome {}

  /// The sweep was stopped before.
  record NotReached() implements Outcome {}
}
