package openbell.model.signal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import openbell.model.run.ArtifactRef;
import org.jspecify.annotations.Nullable;

/// Everything a notification says about one run.
///
/// @param changes what is different from the previous session; empty on a quiet day
/// @param positions every symbol as it stands, changed or not, in declared order
/// @param previousSession asOf of the run it was compared with, or null for the first
/// @param metrics the few figures shown, by key of the metrics table
/// @param equity value of the portfolio in money
/// @param equityChangePercent since the previous run, or null for the first
/// @param notes sentences about data, late runs and skipped orders
public record SignalReport(
    String portfolioName,
    String currency,
    LocalDate startDate,
    List<Signal> changes,
    List<Holding> positions,
    @Nullable LocalDate previousSession,
    Map<String, BigDecimal> metrics,
    BigDecimal equity,
    @Nullable BigDecimal equityChangePercent,
    List<String> notes,
    String configHash,
    String dataHash,
    String engineVersion,
    ArtifactRef artifact) {

  public SignalReport {
    changes = List.copyOf(changes);
    positions = List.copyOf(positions);
    notes = List.copyOf(notes);
  }

  /// The same with more to say.
  public SignalReport noting(List<String> more) {
    return more.isEmpty()
        ? this
        : new SignalReport(
            portfolioName,
            currency,
            startDate,
            changes,
            positions,
            previousSession,
            metrics,
            equity,
            equityChangePercent,
            Stream.concat(more.stream(), notes.stream()).toList(),
            configHash,
            dataHash,
            engineVersion,
            artifact);
  }

  /// One symbol as it stands.
  ///
  /// @param since first day of the position, or null when flat
  /// @param pnlPercent unrealised profit in percent, or null when flat
  /// @param traces rule trees of the outputs that decide, so that a quiet day can say how far it is
  ///     from the next signal; empty where there are too many symbols to say it of each
  public record Holding(
      String symbol,
      String name,
      SignalAction action,
      BigDecimal weight,
      BigDecimal close,
      @Nullable LocalDate since,
      @Nullable BigDecimal pnlPercent,
      List<RuleTrace> traces) {

    // A message written before this field existed has none.
    public Holding {
      traces = Objects.requireNonNullElse(traces, List.<RuleTrace>of());
      traces = List.copyOf(traces);
    }

    public Holding(
        String symbol,
        String name,
        SignalAction action,
        BigDecimal weight,
        BigDecimal close,
        @Nullable LocalDate since,
        @Nullable BigDecimal pnlPercent) {
      this(symbol, name, action, weight, close, since, pnlPercent, List.of());
    }
  }
}
