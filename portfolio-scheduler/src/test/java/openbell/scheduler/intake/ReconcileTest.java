package openbell.scheduler.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import openbell.model.portfolio.Owner;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.model.run.RunId;
import openbell.model.run.RunRef;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.outbox.Vouching;
import openbell.runtime.queue.Cancellations;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.queue.Settlement;
import openbell.runtime.testing.Backends;
import openbell.runtime.testing.RealRedis;
import openbell.scheduler.dispatch.SchedulerOutbox;
import openbell.scheduler.dispatch.SchedulerVouching;
import openbell.scheduler.reconcile.Reconciler;
import openbell.scheduler.reconcile.RunLedger;
import openbell.scheduler.reconcile.RunState;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(Service.class)
class ReconcileTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
  private static final Owner ADA = new Owner("ada");

  @Inject Jdbi jdbi;
  @Inject JobQueues queues;
  @Inject Reconciler reconciler;
  @Inject RunLedger ledger;
  @Inject ArtifactStore store;
  @Inject SchedulerVouching vouching;
  @Inject SchedulerOutbox outbox;
  @Inject Cancellations cancellations;
  @Inject HorizonTimer horizon;
  @Inject MeterRegistry registry;

  @ConfigProperty(name = "quarkus.redis.hosts")
  URI server;

  @BeforeEach
  void empty() {
    Service.empty(jdbi, queues);
  }

  @Test
  void bringsARunBackThatTheQueueHasForgotten() {
    // Given
    RunRef run = dispatched();
    JobQueue jobs = queues.named("run-jobs");
    assertThat(jobs.cancel("run-job-" + run.runId().value())).isTrue();

    // When
    Reconciler.Repaired repaired = reconciler.beat(LATER, PATIENCE);

    // Then
    assertThat(repaired).isEqualTo(new Reconciler.Repaired(0, 0, 1, 0));
    assertThat(jobs.find("run-job-" + run.runId().value())).isPresent();
  }

  @Test
  void showsHowFarTheCalendarsInUseReach() {
    // Given a portfolio in New York
    dispatched();

    // When
    horizon.beat();

    // Then
    var days = registry.get("calendar.horizon.days").gauges();
    assertThat(days).hasSize(1);
    assertThat(days.iterator().next().getId().getTag("exchange")).isEqualTo("XNYS");
    assertThat(days.iterator().next().value()).isPositive();
  }

  @Test
  void leavesARunAloneThatWaitsForAWorker() {
    // Given
    dispatched();

    // When
    Reconciler.Repaired repaired = reconciler.beat(LATER, PATIENCE);

    // Then
    assertThat(repaired).isEqualTo(new Reconciler.Repaired(1, 0, 0, 0));
  }

  @Test
  void announcesAResultThatNobodyHeardOf() {
    // Given
    RunRef run = dispatched();
    publish(run);
    queues.named("run-jobs").cancel("run-job-" + run.runId().value());

    // When
    reconciler.beat(LATER, PATIENCE);

    // Then
    await()
        .atMost(LONGEST)
        .until(() -> ledger.find(ADA, run.runId()).orElseThrow().state() == RunState.DONE);
  }

  @Test
  void aRequestOrAJobThatWasLostWithTheWholeServerComesBack() {
    // Given
    RunRef run = dispatched();
    flush();

    // When
    reconciler.beat(LATER, PATIENCE);

    // Then
    assertThat(queues.named("run-jobs").find("run-job-" + run.runId().value())).isPresent();
  }

  @Test
  void anOutcomeThatWasLostWithTheWholeServerIsToldToBothOfItsReaders() {
    // Given
    RunRef run = dispatched();
    publish(run);
    flush();

    // When
    reconciler.beat(LATER, PATIENCE);

    // Then
    await()
        .atMost(LONGEST)
        .until(() -> ledger.find(ADA, run.runId()).orElseThrow().state() == RunState.DONE);
    assertThat(queues.named("run-results").find("run-completed-" + run.runId().value()))
        .isPresent();
  }

  @Test
  void aResultThatTradeSignalHasNotTakenComesBackAlthoughTheRunIsDone() {
    // Given a run that is written down, and a result that nobody has taken
    RunRef run = dispatched();
    String result = "run-completed-" + run.runId().value();
    publish(run);
    flush();
    reconciler.beat(LATER, PATIENCE);
    await()
        .atMost(LONGEST)
        .until(() -> ledger.find(ADA, run.runId()).orElseThrow().state() == RunState.DONE);
    JobQueue results = queues.named("run-results");
    Vouching.Seen before = vouching.vouching().look(LATER, PATIENCE);
    flush();

    // When
    Vouching.Seen seen = vouching.vouching().look(LATER.plus(PATIENCE), PATIENCE);
    outbox.relay().flush();

    // Then
    assertThat(before).isEqualTo(new Vouching.Seen(1, 0, 0));
    assertThat(seen).isEqualTo(new Vouching.Seen(0, 0, 1));
    assertThat(results.find(result)).isPresent();
    // and once trade-signal has it, nobody answers for it any longer
    settle(results);
    assertThat(vouching.vouching().look(LATER, PATIENCE)).isEqualTo(new Vouching.Seen(0, 1, 0));
    assertThat(Service.count(jdbi, "outbox")).isZero();
  }

  @Test
  void aRunThatAnOperatorTookOutStaysAwayAndCountsAsFailed() {
    // Given
    RunRef run = dispatched();
    String job = "run-job-" + run.runId().value();
    assertThat(cancellations.cancel("run-jobs", job)).isTrue();

    // When
    reconciler.beat(LATER, PATIENCE);

    // Then
    await()
        .atMost(LONGEST)
        .until(() -> ledger.find(ADA, run.runId()).orElseThrow().state() == RunState.FAILED);
    assertThat(ledger.find(ADA, run.runId()).orElseThrow().failure())
        .extracting(Failure::reason)
        .isEqualTo(FailureReason.CANCELLED);
    assertThat(queues.named("run-jobs").find(job)).isEmpty();
  }

  @Test
  void aRunThatEndedAndLeftNothingRunsAgainAsTheNextRevision() {
    // Given
    RunRef run = dispatched();
    settle(queues.named("run-jobs"));

    // When
    Reconciler.Repaired repaired = reconciler.beat(LATER, PATIENCE);

    // Then
    assertThat(repaired).isEqualTo(new Reconciler.Repaired(0, 1, 0, 1));
    await()
        .atMost(LONGEST)
        .until(() -> ledger.find(ADA, run.runId()).orElseThrow().state() == RunState.FAILED);
    assertThat(ledger.list(ADA, RunLedger.Filter.ALL, 10))
        .extracting(record -> record.run().revision())
        .containsExactlyInAnyOrder(1, 2);
  }

  private void publish(RunRef run) {
    StoredRuns.publish(store, run, Map.of("result.json", new byte[] {'{', '}'}));
  }

  private void flush() {
    RealRedis.flushAll(server);
  }

  private static void settle(JobQueue queue) {
    queue
        .claim("claim-" + System.nanoTime(), "w-1", 100, Duration.ofMinutes(1))
        .jobs()
        .forEach(job -> queue.settle(job.id(), job.fence(), new Settlement.Done()));
  }

  private RunRef dispatched() {
    String portfolio =
        given()
            .contentType(ContentType.JSON)
            .body(Service.sample("golden-cross.json"))
            .post("/api/v1/portfolios")
            .path("id");
    String id =
        given()
            .contentType(ContentType.JSON)
            .body("{\"session\": \"2018-05-11\"}")
            .post("/api/v1/portfolios/" + portfolio + "/runs")
            .path("id");
    await().atMost(LONGEST).until(() -> queues.named("run-jobs").find("run-job-" + id).isPresent());
    return ledger.find(ADA, new RunId(id)).orElseThrow().run();
  }
}
