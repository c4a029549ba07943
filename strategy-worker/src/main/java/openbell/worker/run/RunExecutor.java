package openbell.worker.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import openbell.model.artifact.Manifest;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunJob;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
import openbell.model.run.RunOutcome;
import openbell.model.run.RunRef;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.artifact.ArtifactStore.ArtifactDraft;
import openbell.runtime.artifact.ArtifactStore.Published;
import openbell.worker.engine.Engine;
import openbell.worker.engine.RunResult;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;

/// Does one run: fetch, evaluate, store, announce, in this order.
///
/// Whoever calls it settles the job last. Each step is idempotent by key, so that a crash between
/// two of them only means "again".
public final class RunExecutor {
  private final BarSource bars;
  private final ArtifactStore store;
  private final RunAnnouncements announcements;
  private final AlertSink alerts;
  private final Workbench workbench;
  private final Clock clock;
  private final ArtifactFiles files = new ArtifactFiles();

  public RunExecutor(
      BarSource bars,
      ArtifactStore store,
      RunAnnouncements announcements,
      AlertSink alerts,
      Workbench workbench,
      Clock clock) {
    this.bars = bars;
    this.store = store;
    this.announcements = announcements;
    this.alerts = alerts;
    this.workbench = workbench;
    this.clock = clock;
  }

  /// A run that has its result already, because its job came again, is only announced.
  ///
  /// @param fence of the lease the job is held under
  public RunOutcome execute(RunJob job, long fence) {
    Instant begun = clock.instant();
    try {
      ArtifactRef artifact =
          store
              .find(ArtifactKeys.runPrefix(job.run()))
              .orElseGet(
                  () ->
                      publish(
                          job.run(), Long.toString(fence), workbench.compute(() -> evaluate(job))));
      announcements.send(
          new RunCompleted(
              job.run(),
              artifact,
              job.definition().recipients(),
              Duration.between(begun, clock.instant())));
      return new RunOutcome.Completed(artifact);
    } catch (FailureException e) {
      return new RunOutcome.Failed(e.failure());
    }
  }

  private record Evaluated(RunResult result, Map<String, byte[]> files) {}

  private Evaluated evaluate(RunJob job) {
    RunRef run = job.run();
    PortfolioDefinition definition = job.definition();
    BarSet fetched = fetch(bars, definition, run.asOf());
    if (run.purpose() == Purpose.SCHEDULED) {
      requireFresh(definition, fetched, run.asOf());
    }
    RunResult result = workbench.engine().run(definition, run.configHash(), fetched, run.asOf());
    return new Evaluated(result, files.write(result));
  }

  /// The bars of every symbol that a run of the definition reads.
  public static BarSet fetch(BarSource bars, PortfolioDefinition definition, LocalDate asOf) {
    List<BarSeries> fetched = new ArrayList<>();
    for (String symbol : Engine.symbols(definition)) {
      fetched.add(bars.load(symbol, asOf));
    }
    return BarSet.of(fetched);
  }

  /// A session's run must not speak about an earlier session: bars that are not there yet are asked
  /// for again later. One symbol of several may lack a session.
  private static void requireFresh(PortfolioDefinition definition, BarSet fetched, LocalDate asOf) {
    LocalDate end = definition.endDate();
    if (end != null && end.isBefore(asOf)) {
      return;
    }
    LocalDate newest = newest(definition, fetched);
    if (newest.isBefore(asOf)) {
      throw FailureException.of(
          FailureReason.STALE_MARKET_DATA,
          "the newest bar is of " + newest + ", the run is about " + asOf);
    }
  }

  /// The newest bar of any symbol the portfolio may hold.
  public static LocalDate newest(PortfolioDefinition definition, BarSet fetched) {
    LocalDate newest = LocalDate.MIN;
    for (var instrument : definition.universe()) {
      BarSeries series = fetched.find(instrument.symbol()).orElseThrow();
      if (series.size() > 0 && series.date(series.size() - 1).isAfter(newest)) {
        newest = series.date(series.size() - 1);
      }
    }
    return newest;
  }

  private ArtifactRef publish(RunRef run, String fence, Evaluated evaluated) {
    RunResult result = evaluated.result();
    Manifest header =
        new Manifest(
            1,
            run.runId(),
            run.revision(),
            fence,
            run.asOf(),
            run.configHash(),
            result.dataHash(),
            result.artifact().engineVersion(),
            result.artifact().data(),
            List.of(),
            clock.instant());
    Published published =
        store.publish(new ArtifactDraft(ArtifactKeys.runPrefix(run), header, evaluated.files()));
    if (published.divergent()) {
      alerts.raise(
          new Alert(
              FailureReason.ARTIFACT_CORRUPT,
              "a run was computed twice with different results; the first one counts",
              Map.of(
                  "runId", run.runId().value(),
                  "portfolio", run.portfolio().value(),
                  "session", run.session().date().toString())));
    }
    return published.ref();
  }
}
