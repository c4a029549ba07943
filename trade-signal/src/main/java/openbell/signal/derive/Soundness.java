package openbell.signal.derive;

import java.util.Optional;
import openbell.model.artifact.RunArtifact;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.model.run.RunRef;

/// Judges whether a result may be believed at all.
final class Soundness {

  /// How far weights may add up beyond one before the result is called broken. Rounding of a
  /// hundred lots explains far less.
  private static final double SLACK = 1e-6;

  private Soundness() {}

  /// What is wrong with the result; empty when nothing is.
  static Optional<Failure> flaw(RunArtifact result, RunRef run) {
    if (result.today().isEmpty()) {
      return broken("The result names no symbol, so there is nothing to say about it.");
    }
    if (!result.configHash().equals(run.configHash())) {
      return broken("The result belongs to another version of the strategy.");
    }
    if (result.asOf().isAfter(run.asOf())) {
      return broken(
          "The result looks ahead: it used bars up to %s, the run may know %s."
              .formatted(result.asOf(), run.asOf()));
    }
    if (!Double.isFinite(result.equity()) || result.equity() < 0) {
      return broken("The result has no legal equity.");
    }
    return flawOfWeights(result);
  }

  private static Optional<Failure> flawOfWeights(RunArtifact result) {
    double held = 0;
    for (Standing standing : result.today()) {
      if (!(standing.close() > 0) || !Double.isFinite(standing.close())) {
        return broken("%s has no legal close.".formatted(standing.symbol()));
      }
      if (!isWeight(standing.weight()) || !isWeight(standing.targetWeight())) {
        return broken("%s has a weight outside 0 to 1.".formatted(standing.symbol()));
      }
      held += standing.weight();
    }
    // Wanted weights are judged one by one: together they may pass one, because orders are cut to
    // the cash there is when they are filled.
    return held > 1 + SLACK
        ? broken("The held weights add up to more than one.")
        : Optional.empty();
  }

  private static boolean isWeight(double weight) {
    return weight >= -SLACK && weight <= 1 + SLACK;
  }

  private static Optional<Failure> broken(String detail) {
    return Optional.of(new Failure(FailureReason.INVALID_RESULT, detail));
  }
}
