package openbell.model.artifact;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
/// @param metrics by key of {@link MetricMeaning}; a missing key could not be formed
/// @param equity value of the portfolio at the last close, in money
/// @param notes sentences about skipped orders and data, oldest first, bounded
/// @param missing why a metric could not be formed; the benchmark's own are written
/// `benchmark_cagr`
/// @param drawdowns the deepest first, bounded
/// @param years returns of each calendar year, oldest first
/// @param startYears the run as if it had begun with a later year, oldest first
/// @param contributions what each symbol that was traded earned, in declared order
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
    List<Manifest.BarsUsed> data,
    List<Missing> missing,
    List<Drawdown> drawdowns,
    List<YearReturns> years,
    List<StartYear> startYears,
    List<Contribution> contributions) {

  public RunArtifact {
    today = List.copyOf(today);
    trades = List.copyOf(trades);
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
    data = List.copyOf(data);
    missing = orNone(missing);
    drawdowns = orNone(drawdowns);
    years = orNone(years);
    startYears = orNone(startYears);
    contributions = orNone(contributions);
  }

  /// A result without tables.
  public RunArtifact(
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
    this(
        name,
        code,
        currency,
        startDate,
        asOf,
        configHash,
        engineVersion,
        today,
        equity,
        cash,
        metrics,
        benchmarkMetrics,
        trades,
        findings,
        notes,
        data,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  // A result written before a table existed has none.
  private static <T> List<T> orNone(List<T> list) {
    return List.copyOf(Objects.requireNonNullElse(list, List.<T>of()));
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

  /// A metric that could not be formed.
  ///
  /// @param key as in `metrics`
  /// @param reason half a sentence: "no trade was closed"
  public record Missing(String key, String reason) {}

  /// A stretch below the highest value so far.
  ///
  /// @param peak day of that highest value
  /// @param start first bar below it
  /// @param recovered first bar at or above it again, or null while it lasts
  /// @param depth lowest value / highest value - 1
  /// @param bars below the highest value
  /// @param days calendar days from the first to the last of these bars, both counted
  public record Drawdown(
      LocalDate peak,
      LocalDate start,
      LocalDate valley,
      @Nullable LocalDate recovered,
      double depth,
      int bars,
      int days) {}

  /// The returns of a calendar year and its months.
  ///
  /// @param total of the year, as far as the run reaches into it
  /// @param firstMonth 1 to 12: the month of the first entry in `months`
  /// @param months one return per month in a row; 0 for a month without a bar
  public record YearReturns(int year, double total, int firstMonth, List<Double> months) {
    public YearReturns {
      months = List.copyOf(months);
    }
  }

  /// Figures of the value curve from the first bar of a year to the end; `NaN` for what cannot be
  /// formed.
  public record StartYear(int year, double cagr, double maxDrawdown, double sharpe) {}

  /// What one symbol earned after costs, in money, open positions at their last close.
  ///
  /// @param years one amount per entry of {@link RunArtifact#years}
  public record Contribution(String symbol, double total, List<Double> years) {
    public Contribution {
      years = List.copyOf(years);
    }
  }
}
