package openbell.worker.engine.metric;

import java.util.List;
import java.util.Map;
import openbell.model.artifact.RunArtifact.Contribution;
import openbell.model.artifact.RunArtifact.Drawdown;
import openbell.model.artifact.RunArtifact.Missing;
import openbell.model.artifact.RunArtifact.StartYear;
import openbell.model.artifact.RunArtifact.YearReturns;

/// Every figure and table of a run, as its result holds them.
///
/// @param benchmarkMetrics empty without a benchmark
public record RunFigures(
    Map<String, Double> metrics,
    Map<String, Double> benchmarkMetrics,
    List<Missing> missing,
    List<Drawdown> drawdowns,
    List<YearReturns> years,
    List<StartYear> startYears,
    List<Contribution> contributions) {}
