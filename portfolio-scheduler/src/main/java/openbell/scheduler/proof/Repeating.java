package openbell.scheduler.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.artifact.Manifest;
import openbell.model.hash.Sha256;
import openbell.model.message.RunJob;
import openbell.model.portfolio.Owner;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
import openbell.model.run.RunId;
import openbell.model.run.RunRef;
import openbell.runtime.artifact.ArtifactStore;
import openbell.scheduler.dispatch.RecordedJobs;
import openbell.scheduler.reconcile.RunRecord;
import openbell.scheduler.reconcile.RunState;

/// Has runs done again on what they recorded, as previews that nobody is mailed about.
///
/// Asking twice is asking once. After a failure, or when the repetition was swept away, it is done
/// once more.
public final class Repeating implements RecordedJobs {
  /// A failed repetition is not asked for again sooner, however often somebody looks.
  static final Duration PAUSE = Duration.ofMinutes(5);

  private final RepetitionBook book;
  private final ArtifactStore store;
  private final EvidenceCheck evidence;

  public Repeating(RepetitionBook book, ArtifactStore store) {
    this.book = book;
    this.store = store;
    this.evidence = new EvidenceCheck(store);
  }

  /// Asks for a repetition of each of the runs that has none which counts.
  ///
  /// @param originals runs of one owner
  /// @return how many were asked for
  public int ask(Owner owner, List<RunRecord> originals, Instant now) {
    Map<RunId, RunRecord> known = newest(owner, originals);
    List<RepetitionBook.Wish> wishes = new ArrayList<>();
    for (RunRecord original : originals) {
      RunRef run = original.run();
      RunRecord newest = known.get(run.runId());
      if (newest == null || isOver(newest, now)) {
        int number = newest == null ? 1 : newest.run().revision() + 1;
        wishes.add(new RepetitionBook.Wish(repetition(run, number), run.runId()));
      }
    }
    book.request(wishes, now);
    return wishes.size();
  }

  /// The newest repetition of each run, by the id of the run.
  public Map<RunId, RunRecord> newest(Owner owner, List<RunRecord> originals) {
    return book.newest(owner, originals.stream().map(run -> run.run().runId()).toList());
  }

  /// The newest repetition of one run.
  public Optional<RunRecord> newest(RunRecord original) {
    return Optional.ofNullable(
        newest(original.run().owner(), List.of(original)).get(original.run().runId()));
  }

  private boolean isOver(RunRecord repetition, Instant now) {
    Instant finished = repetition.finishedAt();
    ArtifactRef artifact = repetition.artifact();
    return switch (repetition.state()) {
      case QUEUED, RUNNING -> false;
      case FAILED -> finished == null || finished.plus(PAUSE).isBefore(now);
      case DONE -> artifact == null || isGone(artifact);
    };
  }

  private boolean isGone(ArtifactRef artifact) {
    try {
      store.manifest(artifact);
      return false;
    } catch (FailureException e) {
      if (e.failure().reason() == FailureReason.ARTIFACT_MISSING
          || e.failure().reason() == FailureReason.ARTIFACT_CORRUPT) {
        return true;
      }
      throw e;
    }
  }

  @Override
  public Optional<RunJob> job(RunRef run, Instant deadline) {
    if (run.purpose() != Purpose.PREVIEW) {
      return Optional.empty();
    }
    return book.original(run.owner(), run.runId())
        .filter(original -> original.state() == RunState.DONE)
        .flatMap(original -> Optional.ofNullable(original.artifact()))
        .map(artifact -> job(run, artifact, deadline));
  }

  private RunJob job(RunRef run, ArtifactRef recorded, Instant deadline) {
    Manifest manifest = store.manifest(recorded);
    if (manifest.inputs().isEmpty()) {
      throw FailureException.of(
          FailureReason.ARTIFACT_CORRUPT, "The run is older than the record of its bars.");
    }
    return new RunJob(
        run,
        evidence.definition(manifest),
        deadline,
        null,
        manifest.calendarVersion(),
        List.of(),
        recorded,
        List.of());
  }

  /// The same evaluation under an id of its own.
  static RunRef repetition(RunRef run, int number) {
    return new RunRef(
        run.owner(),
        run.portfolio(),
        id(run.runId(), number),
        run.session(),
        run.asOf(),
        run.configHash(),
        number,
        Purpose.PREVIEW);
  }

  private static RunId id(RunId original, int number) {
    String key = "repetition\n" + original.value() + "\n" + number;
    return new RunId(Sha256.hex(key, 32));
  }
}
