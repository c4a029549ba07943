package openbell.signal.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openbell.model.artifact.RunArtifact;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.model.artifact.StandingCheck;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.model.run.RunRef;
import openbell.model.signal.Reevaluation;
import openbell.model.signal.SignalReport;
import openbell.signal.derive.Evidence;

/// Judges a report before anything leaves: it must agree with its artifact, every decision with the
/// position, the order and the rules that are printed beside it, and the whole with the session
/// before.
///
/// Pure.
public final class Guard implements Judge {
  /// Faults that are named; a broken engine breaks hundreds of rules alike.
  private static final int MOST_NAMED = 3;

  /// @param previous the evidence of the session before, empty for the first run
  /// @param restated true when bars of the past are not what the session before saw
  public record Case(
      RunRef run,
      Evidence current,
      Optional<Evidence> previous,
      boolean restated,
      SignalReport report) {}

  @Override
  public Verdict judge(Case one) {
    List<String> faults = new ArrayList<>(Agreement.faults(one.run(), one.current()));
    faults.addAll(Agreement.faults(one.run(), one.report(), one.current()));
    RunArtifact result = one.current().result();
    List<String> given = new ArrayList<>();
    int rules = 0;
    for (Standing now : result.today()) {
      faults.addAll(StandingCheck.faults(result, now));
      if (!now.traces().isEmpty() && !StandingCheck.saysWhatDecides(now)) {
        given.add(now.symbol() + ": an older engine did not print what its rules go by");
        continue;
      }
      Reevaluation.Result found = Reevaluation.of(now.traces());
      rules += found.rules();
      found.given().forEach(rule -> given.add(now.symbol() + ": " + rule));
      found.contradictions().forEach(rule -> faults.add(now.symbol() + ": " + rule));
    }
    Transitions transitions = Transitions.of(one);
    faults.addAll(transitions.faults());
    return faults.isEmpty()
        ? new Verdict.Passed(transitions.notes(), rules, given)
        : new Verdict.Refused(refusal(faults));
  }

  private static Failure refusal(List<String> faults) {
    int more = faults.size() - MOST_NAMED;
    String named = String.join("; ", faults.subList(0, Math.min(MOST_NAMED, faults.size())));
    return new Failure(
        FailureReason.INVALID_RESULT,
        "The guard refused the report: " + named + (more > 0 ? "; and " + more + " more." : "."));
  }
}
