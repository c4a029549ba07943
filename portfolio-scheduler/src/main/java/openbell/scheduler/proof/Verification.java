package openbell.scheduler.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import openbell.model.artifact.Manifest;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.artifact.ArtifactStore;
import openbell.scheduler.proof.Verified.Verdict;
import openbell.scheduler.reconcile.RunRecord;
import org.jspecify.annotations.Nullable;

/// Proves a run: first that nothing of its record was changed, then that the record gives the same
/// result once more.
///
/// Where the first proof fails, the second is not tried: it would prove nothing.
public final class Verification {
  private final EvidenceCheck check;
  private final Repeating repeating;
  private final ArtifactStore store;

  public Verification(ArtifactStore store, Repeating repeating) {
    this.check = new EvidenceCheck(store);
    this.repeating = repeating;
    this.store = store;
  }

  /// @param run with its artifact
  /// @param ref the manifest of that artifact
  /// @throws FailureException when the store or the database does not answer
  public Verified verify(RunRecord run, ArtifactRef ref, Instant now, Patience patience) {
    Evidence evidence = check.check(ref);
    if (!evidence.whole()) {
      return new Verified(Verdict.DAMAGED, evidence, null, null, evidence.remarks());
    }
    if (!evidence.repeatable()) {
      List<String> remarks = new ArrayList<>(evidence.remarks());
      if (remarks.isEmpty()) {
        remarks.add("The definition of this run was not recorded, so it cannot be repeated.");
      }
      return new Verified(Verdict.NOT_REPEATABLE, evidence, null, null, remarks);
    }
    repeating.ask(run.run().owner(), List.of(run), now);
    Verified found = look(run, evidence);
    for (int i = 0; found.verdict() == Verdict.PENDING && patience.pause(i); i++) {
      found = look(run, evidence);
    }
    return found;
  }

  private Verified look(RunRecord run, Evidence evidence) {
    RunRecord repetition = repeating.newest(run).orElse(null);
    Manifest original = Objects.requireNonNull(evidence.manifest());
    return judge(repetition, original, evidence);
  }

  /// What a run without a fresh look at its bytes comes to: whether the repetition differs.
  Verified judge(@Nullable RunRecord repetition, Manifest original, Evidence evidence) {
    if (repetition == null) {
      return new Verified(Verdict.PENDING, evidence, null, null, List.of());
    }
    return switch (repetition.state()) {
      case QUEUED, RUNNING -> new Verified(Verdict.PENDING, evidence, repetition, null, List.of());
      case FAILED -> {
        var failure = Objects.requireNonNull(repetition.failure());
        yield new Verified(
            Verdict.NOT_REPEATABLE,
            evidence,
            repetition,
            null,
            List.of("The repetition failed: " + failure.detail()));
      }
      case DONE -> compared(repetition, original, evidence);
    };
  }

  private Verified compared(RunRecord repetition, Manifest original, Evidence evidence) {
    Manifest repeated;
    try {
      repeated = store.manifest(Objects.requireNonNull(repetition.artifact()));
    } catch (FailureException e) {
      if (e.failure().reason() != FailureReason.ARTIFACT_MISSING
          && e.failure().reason() != FailureReason.ARTIFACT_CORRUPT) {
        throw e;
      }
      return new Verified(
          Verdict.PENDING,
          evidence,
          repetition,
          null,
          List.of("The repetition is not in the store any more; asking again repeats the run."));
    }
    Comparison comparison = Comparison.of(original, repeated);
    return new Verified(
        comparison.same() ? Verdict.VERIFIED : Verdict.DIFFERS,
        evidence,
        repetition,
        comparison,
        remarks(original, comparison));
  }

  private static List<String> remarks(Manifest original, Comparison comparison) {
    List<String> remarks = new ArrayList<>();
    if (!comparison.engineVersion().equals(original.engineVersion())) {
      remarks.add(
          "The run was made by engine "
              + original.engineVersion()
              + ", the repetition by "
              + comparison.engineVersion()
              + ". A difference between them is not damage.");
    }
    if (!comparison.sameData()) {
      remarks.add("The repetition worked on other bars.");
    }
    return remarks;
  }
}
