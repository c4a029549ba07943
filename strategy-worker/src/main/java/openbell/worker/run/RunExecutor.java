package openbell.worker.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import openbell.model.artifact.Manifest;
import openbell.model.calendar.Calendars;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunJob;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.RunOutcome;
import openbell.model.run.RunRef;
import openbell.model.wire.PortfolioCodec;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.artifact.ArtifactStore.ArtifactDraft;
import openbell.runtime.artifact.ArtifactStore.Published;
import openbell.runtime.live.Stage;
import openbell.worker.engine.RunResult;
import openbell.worker.run.RunInputs.Given;

/// Does one run: fetch, evaluate, store, announce, in this order.
///
/// Whoever calls it settles the job last. Each step is idempotent by key, so that a crash between
/// two of them only means "again".
public final class RunExecutor {
  /// What was run: with the recorded bars, all that a repetition needs.
  private static final String DEFINITION = "definition.json";

  private final RunInputs inputs;
  private final ArtifactStore store;
  private final RunAnnouncements announcements;
  private final AlertSink alerts;
  private final Workbench workbench;
  private final Clock clock;
  private final String name;
  private final PortfolioCodec portfolios = new PortfolioCodec();

  /// @param name which process this is, for the manifest
  public RunExecutor(
      RunInputs inputs,
      ArtifactStore store,
      RunAnnouncements announcements,
      AlertSink alerts,
      Workbench workbench,
      Clock clock,
      String name) {
    this.inputs = inputs;
    this.store = store;
    this.announcements = announcements;
    this.alerts = alerts;
    this.workbench = workbench;
    this.clock = clock;
    this.name = name;
  }

  /// A run that has its result already, because its job came again, is only announced.
  ///
  /// @param fence of the lease the job is held under
  public RunOutcome execute(RunJob job, long fence) {
    return execute(job, fence, (_, _) -> {});
  }

  /// The same, heard by `milestones` on its way.
  public RunOutcome execute(RunJob job, long fence, Milestones milestones) {
    Instant begun = clock.instant();
    milestones.reached(Stage.CLAIMED, "");
    try {
      ArtifactRef artifact =
          store
              .find(ArtifactKeys.runPrefix(job.run()))
              .orElseGet(() -> publish(job, fence, milestones));
      milestones.reached(Stage.STORED, "");
      announcements.send(
          new RunCompleted(
              job.run(),
              artifact,
              job.definition().recipients(),
              Duration.between(begun, clock.instant()),
              store.manifest(artifact).remarks()));
      return new RunOutcome.Completed(artifact);
    } catch (FailureException e) {
      return new RunOutcome.Failed(e.failure());
    }
  }

  private record Evaluated(Given given, RunResult result, Map<String, byte[]> files) {}

  private Evaluated evaluate(RunJob job, Given given) {
    RunRef run = job.run();
    // Its hash stays the one of the portfolio, also when a symbol without usable bars is left out.
    PortfolioDefinition definition = given.definition();
    RunResult result =
        workbench.engine().run(definition, run.configHash(), given.bars(), run.asOf());
    SequencedMap<String, byte[]> written = workbench.files().write(result);
    written.put(DEFINITION, portfolios.write(definition.withoutRecipients()));
    return new Evaluated(given, result, written);
  }

  private ArtifactRef publish(RunJob job, long fence, Milestones milestones) {
    RunRef run = job.run();
    Given given = workbench.load(() -> inputs.collect(job));
    int symbols = given.record().size();
    milestones.reached(Stage.LOADED, symbols == 1 ? "1 symbol" : symbols + " symbols");
    Evaluated evaluated = workbench.compute(() -> evaluate(job, given));
    milestones.reached(Stage.EVALUATED, "");
    Manifest header = header(job, Long.toString(fence), evaluated);
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

  private Manifest header(RunJob job, String fence, Evaluated evaluated) {
    RunRef run = job.run();
    RunResult result = evaluated.result();
    Instant now = clock.instant();
    List<String> remarks = new ArrayList<>(evaluated.given().remarks());
    if (now.isAfter(job.deadline())) {
      remarks.add(
          "This run is late: its result was due by "
              + job.deadline().truncatedTo(ChronoUnit.SECONDS)
              + ".");
    }
    return new Manifest(
        1,
        run.runId(),
        run.revision(),
        fence,
        run.asOf(),
        run.configHash(),
        result.dataHash(),
        result.artifact().engineVersion(),
        job.calendarVersion(),
        Calendars.tzdb(),
        name,
        result.artifact().data(),
        evaluated.given().record(),
        remarks,
        List.of(),
        now);
  }
}
