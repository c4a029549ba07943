package openbell.model.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.Purpose;
import openbell.model.run.RunId;
import openbell.model.run.RunRef;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalAction;
import openbell.model.signal.SignalReport;

/// One signal as it was decided and sent: a link of its owner's chain.
///
/// Its hash is SHA-256 of its canonical JSON, and the entry after it names that hash. So nobody can
/// change, drop or insert an entry without changing every hash that follows.
///
/// @param version of this form
/// @param number counts from 1 in one owner's chain, without gaps
/// @param previous hash of the entry before; {@link ForwardChain#START} in the first
/// @param market of the session
/// @param session the trading day the run belongs to
/// @param asOf the last closed session the run knew
/// @param revision more than 1 in a correction, which is an entry of its own
/// @param artifact SHA-256 of the run's manifest
/// @param changes what was new; empty on a quiet day
/// @param positions every symbol as it stood, changed or not
/// @param equity of the run, in money; the run's simulation says it, not an account
/// @param recordedAt when the entry was written
/// @param notified how many notifications were written with it
public record ForwardEntry(
    int version,
    Owner owner,
    long number,
    String previous,
    PortfolioId portfolio,
    String market,
    LocalDate session,
    LocalDate asOf,
    RunId runId,
    int revision,
    Purpose purpose,
    String configHash,
    String dataHash,
    String artifact,
    String currency,
    List<Change> changes,
    List<Position> positions,
    BigDecimal equity,
    Instant recordedAt,
    int notified) {

  /// The form that is written today.
  public static final int VERSION = 1;

  public ForwardEntry {
    changes = List.copyOf(changes);
    positions = List.copyOf(positions);
  }

  /// A decision that was told.
  ///
  /// @param fromWeight fraction of equity before
  /// @param toWeight fraction of equity that was aimed at
  /// @param close the close that decided
  public record Change(
      String symbol,
      SignalAction action,
      BigDecimal fromWeight,
      BigDecimal toWeight,
      BigDecimal close) {

    static Change of(Signal signal) {
      return new Change(
          signal.symbol(), signal.action(), signal.fromWeight(), signal.toWeight(), signal.close());
    }
  }

  /// A symbol as it stood after the close, before anything was traded.
  ///
  /// @param weight fraction of equity
  public record Position(String symbol, SignalAction action, BigDecimal weight, BigDecimal close) {

    static Position of(SignalReport.Holding holding) {
      return new Position(holding.symbol(), holding.action(), holding.weight(), holding.close());
    }
  }

  /// The entry that follows `tip`.
  public static ForwardEntry after(
      ForwardTip tip, RunRef run, SignalReport report, Instant at, int notified) {
    return new ForwardEntry(
        VERSION,
        run.owner(),
        tip.number() + 1,
        tip.hash(),
        run.portfolio(),
        run.session().market(),
        run.session().date(),
        run.asOf(),
        run.runId(),
        run.revision(),
        run.purpose(),
        report.configHash(),
        report.dataHash(),
        report.artifact().sha256(),
        report.currency(),
        report.changes().stream().map(Change::of).toList(),
        report.positions().stream().map(Position::of).toList(),
        report.equity(),
        at,
        notified);
  }
}
