package openbell.scheduler.dispatch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.scheduler.reconcile.RunLedger;
import openbell.scheduler.reconcile.RunRecord;
import openbell.scheduler.reconcile.RunState;
import org.jspecify.annotations.Nullable;

/// Runs one portfolio because its owner asks, not because it is due.
///
/// Asking twice for the same evaluation is asking once; after a failure it is a new revision.
public final class RunNow {
  private final RunLedger ledger;
  private final RunMoments moments;

  public RunNow(RunLedger ledger, RunMoments moments) {
    this.ledger = ledger;
    this.moments = moments;
  }

  /// @param date of the session to run for, or null for the one that opens next or is open
  /// @param before called before a run that was not asked for yet; it may refuse by an exception
  public Answer request(
      PortfolioLine portfolio, @Nullable LocalDate date, Instant now, Runnable before) {
    return switch (moments.at(portfolio.schedule(), date, now)) {
      case RunMoments.Never never -> new Refused(never.code(), never.detail());
      case RunMoments.At at -> request(portfolio, at, now, before);
    };
  }

  private Answer request(PortfolioLine portfolio, RunMoments.At at, Instant now, Runnable before) {
    Optional<RunRecord> earlier =
        ledger.newest(portfolio.owner(), portfolio.id(), at.asOf(), portfolio.configHash());
    if (earlier.isEmpty() || earlier.get().state() == RunState.FAILED) {
      before.run();
    }
    int revision =
        earlier
            .map(run -> run.run().revision() + (run.state() == RunState.FAILED ? 1 : 0))
            .orElse(1);
    RunRef run =
        RunRef.of(
            portfolio.owner(),
            portfolio.id(),
            at.session(),
            at.asOf(),
            portfolio.configHash(),
            revision,
            Purpose.MANUAL);
    return new Requested(run, ledger.request(run, now));
  }

  /// What became of the wish.
  public sealed interface Answer {}

  /// @param fresh false when the same run had been asked for before
  public record Requested(RunRef run, boolean fresh) implements Answer {}

  /// @param code stable, e.g. `NO_SESSION`
  public record Refused(String code, String detail) implements Answer {}
}
