package openbell.worker.engine;

import java.util.List;
import openbell.model.artifact.RunArtifact;
import openbell.worker.engine.metric.Benchmark;
import openbell.worker.engine.portfolio.Simulation;
import openbell.worker.engine.series.BarSeries;
import org.jspecify.annotations.Nullable;

/// What a run found out: the artifact, and the series behind it.
///
/// @param benchmark null without one
/// @param series one per symbol, in declared order
/// @param dataHash SHA-256 over symbol and hash of every series that was used, in order
public record RunResult(
    RunArtifact artifact,
    Simulation simulation,
    double initialCapital,
    @Nullable Benchmark benchmark,
    List<SymbolSeries> series,
    String dataHash) {

  public RunResult {
    series = List.copyOf(series);
  }

  /// Value of a fund unit before the first bar: what drawdowns of the units start from.
  public double startUnit() {
    return simulation.startUnit();
  }

  /// The bars and named columns of one symbol.
  ///
  /// @param firstRow first bar on which the portfolio traded; earlier ones are warm-up
  public record SymbolSeries(BarSeries bars, int firstRow, List<NamedValues> columns) {
    public SymbolSeries {
      columns = List.copyOf(columns);
    }
  }

  /// One named column of `signals.csv`.
  public record NamedValues(String name, double[] values) {}
}
