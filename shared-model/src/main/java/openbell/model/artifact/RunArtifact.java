package openbell.model.artifact;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import openbell.model.signal.RuleTrace;
import openbell.model.signal.SignalAction;
import openbell.model.strategy.Finding;
import org.jspecify.annotations.Nullable;

/// What a run found out: the content of `result.json`.
///
/// It depends on the definition and the bars alone, never on the run's id, owner, clock or machine:
/// `openbell backtest` writes the same bytes as a worker.
///
/// @param asOf the last bar date that was used
/// @param today one entry per symbol, in declared order
/// @param metrics by key of the metrics table in the documentation; a missing key could not be
/// formed
/// @param equity value of the portfolio at the last close, in money
/// @param notes sentences about skipped orders and data, oldest first, bounded
public record RunArtifact(
    String name,
    String code,
    String currency,
    LocalDate startDate,
    LocalDate asOf,
    String configHash,
    String engineVersion,
    List<Standing> today,
    double equity,
    double cash,
    Map<String, Double> metrics,
    Map<String, Double> benchmarkMetrics,
    List<Trade> trades,
    List<Finding> findings,
    List<String> notes,
    List<Manifest.BarsUsed> data) {

  public RunArtifact {
    today = List.copyOf(today);
    trades = List.copyOf(trades);
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
    data = List.copyOf(data);
  }

  /// Where one symbol stands after the last bar.
  ///
  /// @param action what was decided on the last bar
  /// @param previous what had been decided on the bar before
  /// @param close last close
  /// @param weight fraction of equity held after the last close
  /// @param targetWeight fraction of equity that the order of the last bar aims at; equals `weight`
  /// without one
  /// @param quantity signed quantity of the order of the last bar, 0 without one
  /// @param traces rule trees of the outputs that decide, with their numbers
  public record Standing(
      String symbol,
      String name,
      SignalAction action,
      SignalAction previous,
      LocalDate date,
      double close,
      double weight,
      double targetWeight,
      double quantity,
      @Nullable Position position,
      List<RuleTrace> traces) {
    public Standing {
      traces = List.copyOf(traces);
    }
  }

  /// A holding.
  ///
  /// @param pnlPercent unrealised profit in percent of the cost
  public record Position(
      double quantity, LocalDate since, double averagePrice, double pnlPercent) {}

  /// A closed round trip, flat to flat.
  ///
  /// @param pnl profit after costs, in money
  /// @param returnPercent profit in percent of the entry value
  public record Trade(
      String symbol,
      LocalDate entered,
      LocalDate exited,
      double quantity,
      double entryPrice,
      double exitPrice,
      double pnl,
      double returnPercent,
      int bars) {}
}
