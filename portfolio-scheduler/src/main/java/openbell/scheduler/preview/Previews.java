package openbell.scheduler.preview;

import java.time.Instant;
import java.util.Optional;
import openbell.model.hash.Sha256;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStore;
import openbell.scheduler.dispatch.RunMoments;
import openbell.scheduler.dispatch.VersionBook.Draft;
import openbell.scheduler.reconcile.RunLedger;
import openbell.scheduler.reconcile.RunRecord;

/// Has documents evaluated that are not saved, as previews that nobody is mailed about.
///
/// Asking twice is asking once. After a failure, or when the result was swept away, it is done once
/// more.
public final class Previews {
  private static final int SHARE = 32;

  private final CandidateBook book;
  private final RunLedger ledger;
  private final ArtifactStore store;

  public Previews(CandidateBook book, RunLedger ledger, ArtifactStore store) {
    this.book = book;
    this.ledger = ledger;
    this.store = store;
  }

  /// The name of what is no portfolio: the same strategy of the same owner is the same dry run.
  public static PortfolioId nameless(Owner owner, String configHash) {
    return new PortfolioId("dry-" + Sha256.hex(owner.value() + "\n" + configHash, SHARE));
  }

  /// @param before called before a preview that was not asked for yet; it may refuse by an
  /// exception
  public RunRecord ask(Wish wish, Draft draft, Runnable before) {
    Owner owner = wish.owner();
    PortfolioId portfolio = wish.portfolio();
    RunMoments.At at = wish.at();
    Optional<RunRecord> newest = book.newest(owner, portfolio, at.asOf(), draft.configHash());
    if (newest.isPresent() && counts(newest.get())) {
      return newest.get();
    }
    before.run();
    RunRef run =
        RunRef.of(
            owner,
            portfolio,
            at.session(),
            at.asOf(),
            draft.configHash(),
            newest.map(earlier -> earlier.run().revision() + 1).orElse(1),
            Purpose.PREVIEW);
    // Nobody is mailed about a preview; without addresses in it, nobody can be.
    book.request(run, draft.definition().withoutRecipients(), wish.now());
    return ledger
        .find(owner, run.runId())
        .orElseThrow(
            () ->
                FailureException.of(
                    FailureReason.DATABASE_UNAVAILABLE, "The preview is not in the ledger yet."));
  }

  /// For whom, and when.
  ///
  /// @param portfolio that the document is for, or {@link #nameless}
  public record Wish(Owner owner, PortfolioId portfolio, RunMoments.At at, Instant now) {}

  private boolean counts(RunRecord run) {
    return switch (run.state()) {
      case QUEUED, RUNNING -> true;
      case FAILED -> false;
      case DONE -> store.find(ArtifactKeys.runPrefix(run.run())).isPresent();
    };
  }
}
