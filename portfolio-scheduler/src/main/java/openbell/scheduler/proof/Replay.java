package openbell.scheduler.proof;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import openbell.model.artifact.Manifest;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.run.RunId;
import openbell.model.wire.ArtifactCodec;
import openbell.runtime.artifact.ArtifactStore;
import openbell.scheduler.proof.Replayed.Decision;
import openbell.scheduler.proof.Verified.Verdict;
import openbell.scheduler.reconcile.RunRecord;
import org.jspecify.annotations.Nullable;

/// Does the runs of a past session again from what they recorded.
///
/// Unlike a verification it reads of the original only what it compares: manifests and results.
public final class Replay {
  private static final int PAGE = 500;
  private static final String RESULT = "result.json";

  private final RepetitionBook book;
  private final Repeating repeating;
  private final Verification verification;
  private final ArtifactStore store;
  private final ArtifactCodec codec = new ArtifactCodec();

  public Replay(
      RepetitionBook book, Repeating repeating, Verification verification, ArtifactStore store) {
    this.book = book;
    this.repeating = repeating;
    this.verification = verification;
    this.store = store;
  }

  /// @param runs of the session that have a result
  /// @param asked how many were not being repeated already
  public record Asked(int runs, int asked) {}

  /// Asks for repetitions of all runs of the session.
  public Asked ask(Owner owner, Session session, Instant now) {
    int runs = 0;
    int asked = 0;
    RunId last = null;
    List<RunRecord> page;
    do {
      page = book.completed(owner, session, last, PAGE);
      runs += page.size();
      asked += repeating.ask(owner, page, now);
      last = page.isEmpty() ? last : page.getLast().run().runId();
    } while (page.size() == PAGE);
    return new Asked(runs, asked);
  }

  /// How the runs came out, in the order of their ids.
  public List<Replayed> look(Owner owner, Session session, @Nullable RunId after, int limit) {
    List<RunRecord> runs = book.completed(owner, session, after, limit);
    Map<RunId, RunRecord> repetitions = repeating.newest(owner, runs);
    return runs.stream().map(run -> look(run, repetitions.get(run.run().runId()))).toList();
  }

  private Replayed look(RunRecord run, @Nullable RunRecord repetition) {
    ArtifactRef artifact = Objects.requireNonNull(run.artifact());
    Manifest manifest;
    List<Decision> then;
    try {
      manifest = store.manifest(artifact);
      then = decisions(manifest);
    } catch (FailureException e) {
      return new Replayed(run, damaged(e), List.of(), List.of());
    }
    Evidence evidence = new Evidence(List.of(), manifest, null, "", List.of());
    Verified verified = verification.judge(repetition, manifest, evidence);
    return new Replayed(run, verified, then, now(verified));
  }

  private List<Decision> now(Verified verified) {
    RunRecord repetition = verified.repetition();
    return verified.comparison() == null || repetition == null
        ? List.of()
        : decisions(store.manifest(Objects.requireNonNull(repetition.artifact())));
  }

  private static Verified damaged(FailureException e) {
    return switch (e.failure().reason()) {
      case ARTIFACT_CORRUPT, ARTIFACT_MISSING -> {
        List<String> remarks = List.of(e.failure().detail());
        Evidence none = new Evidence(List.of(), null, null, "", remarks);
        yield new Verified(Verdict.DAMAGED, none, null, null, remarks);
      }
      default -> throw e;
    };
  }

  private List<Decision> decisions(Manifest manifest) {
    return manifest.files().stream()
        .filter(file -> file.name().equals(RESULT))
        .flatMap(file -> codec.artifact(store.read(file)).today().stream())
        .map(one -> new Decision(one.symbol(), one.action(), one.targetWeight()))
        .toList();
  }
}
