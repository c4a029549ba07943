package openbell.faults;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Market opens for which worker processes start from zero and end again, also when the manager, a
/// worker or both are killed on the way. `-Dopenbell.day.portfolios=500` for a large one.
class FleetDayFaultsIT {
  private static final Path TRACE = Path.of("target", "day-trace.csv");

  /// Of each answer of Redis: a run takes several of them.
  private static final Duration USUAL = ofMillis(Day.PORTFOLIOS > 100 ? 10 : 30);

  private static final Duration SLOW = ofMillis(Day.PORTFOLIOS > 100 ? 30 : 80);

  private static Day day;

  @BeforeAll
  static void begin() {
    day = new Day();
  }

  @AfterAll
  static void end() {
    day.close();
  }

  @Test
  void workersComeForAMarketOpenAndGoAfterIt() throws Exception {
    Faults.play(
        "F42",
        story -> {
          // Given nobody
          day.awaitZero();
          long crashes = crashes();
          // When the market opens
          long opened = System.nanoTime();
          Batch batch = day.open(USUAL);
          int most = day.awaitDone(batch);
          story.injected("nothing: %d portfolios, zero workers", batch.runs());
          story.saw(
              "up to %d workers, done after %.1f s", most, Story.seconds(Story.since(opened)));
          // Then workers came, nobody was killed, and all are gone
          assertThat(most).isBetween(1, Day.MOST);
          day.awaitZero();
          story.saw("zero again after %.1f s", Story.seconds(Story.since(opened)));
          assertThat(crashes()).isEqualTo(crashes);
          assertThat(day.manager().errors()).filteredOn(line -> !line.contains("alert")).isEmpty();
          everyRunIsDoneOnce(batch);
          story.saw("%d decisions, each explained", explainedDecisions());
          assertThat(DayTrace.write(day.records(), batch, TRACE)).isEqualTo(batch.runs());
        });
  }

  @Test
  @Tag("full")
  void theDayGoesOnWhenTheManagerIsKilled() throws Exception {
    Faults.play(
        "F42",
        story -> {
          day.awaitZero();
          long crashes = crashes();
          Batch batch = day.open(SLOW);
          day.awaitMiddle(batch);
          List<ProcessHandle> before = day.workers();
          day.killManager();
          story.injected(
              "SIGKILL of the manager with %d of %d done", day.done(batch), batch.runs());
          day.restartManager();
          day.awaitDone(batch);
          day.awaitZero();
          story.saw("%d workers adopted, and ended in the end", before.size());
          assertThat(crashes()).as("jobs that the kill cost").isEqualTo(crashes);
          everyRunIsDoneOnce(batch);
        });
  }

  @Test
  @Tag("full")
  void theDayGoesOnWhenAWorkerIsKilled() throws Exception {
    Faults.play(
        "F42",
        story -> {
          day.awaitZero();
          Batch batch = day.open(SLOW);
          day.awaitMiddle(batch);
          int done = day.done(batch);
          kill(day.workers().getFirst());
          story.injected("SIGKILL of a worker with %d of %d done", done, batch.runs());
          day.awaitDone(batch);
          day.awaitZero();
          story.saw("the day ended with zero workers");
          everyRunIsDoneOnce(batch);
        });
  }

  @Test
  void theDayGoesOnWhenManagerAndWorkersAreKilled() throws Exception {
    Faults.play(
        "F42",
        story -> {
          day.awaitZero();
          Batch batch = day.open(SLOW);
          day.awaitMiddle(batch);
          int done = day.done(batch);
          List<ProcessHandle> killed = new ArrayList<>(day.workers());
          day.killManager();
          kill(killed.getFirst());
          story.injected("SIGKILL of manager and a worker with %d of %d done", done, batch.runs());
          day.restartManager();
          day.awaitDone(batch);
          day.awaitZero();
          story.saw("%d workers before; the day ended with zero", killed.size());
          everyRunIsDoneOnce(batch);
        });
  }

  private static void kill(ProcessHandle worker) {
    Signals.kill(worker.pid());
    await().until(() -> !worker.isAlive());
  }

  private static long crashes() {
    return day.jobs().depth().mishaps().crashes();
  }

  private static void everyRunIsDoneOnce(Batch batch) {
    int failed =
        day.records()
            .withHandle(
                h ->
                    h.createQuery(
                            "select count(*) from scheduler.run where session = :session"
                                + " and state <> 'DONE'")
                        .bind("session", batch.session())
                        .mapTo(Integer.class)
                        .one());
    assertThat(failed).isZero();
    assertThat(
            EndChecks.files("manifest.json", day.artifacts()).stream()
                .filter(file -> file.toString().contains("/" + batch.session() + "/")))
        .hasSize(batch.runs());
  }

  private static int explainedDecisions() throws Exception {
    JsonNode decisions = new ObjectMapper().readTree(day.ask("/api/v1/machines")).get("decisions");
    List<String> actions = new ArrayList<>();
    for (JsonNode decision : decisions) {
      assertThat(decision.get("reason").asText()).isNotBlank();
      assertThat(decision.get("arithmetic").asText()).isNotBlank();
      actions.add(decision.get("action").asText());
    }
    assertThat(actions)
        .anyMatch(action -> action.startsWith("start "))
        .anyMatch(action -> action.startsWith("drain "))
        .anyMatch(action -> action.startsWith("stop "));
    assertThat(day.ask("/machines")).contains("Stop worker-", "They are drained.");
    return actions.size();
  }
}
