package openbell.machines.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import openbell.cli.OpenbellCommand;
import openbell.cli.Surroundings;
import openbell.model.portfolio.Owner;
import openbell.runtime.access.ApiKeys;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.queue.JobState;
import openbell.runtime.testing.Backends;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The real command line against the real service.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(QueueService.class)
class QueueVerbsTest {
  @Inject JobQueues queues;
  @Inject ApiKeys keys;

  @TestHTTPResource("/")
  URI root;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();
  private @Nullable String answer;
  private JobQueue jobs;

  @BeforeEach
  void empty() {
    QueueService.empty(queues);
    jobs = queues.named("run-jobs");
    environment.put("OPENBELL_URL", root.toString());
    environment.put("OPENBELL_API_KEY", keys.create(new Owner("oda")).text());
  }

  private int openbell(String... arguments) {
    return OpenbellCommand.commandLine(
            new Surroundings(environment, _ -> Optional.ofNullable(answer)))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void printsATableOfAllQueues() {
    // Given
    QueueService.ready(jobs, "run-job-1", "{}");
    jobs.drain(true);
    // When
    int exit = openbell("queue", "stats");
    // Then
    assertThat(exit).isZero();
    assertThat(out.toString().lines().toList())
        .hasSize(1 + QueueService.QUEUES.size())
        .first()
        .asString()
        .startsWith("QUEUE          READY  ACTIVE");
    assertThat(out.toString()).containsPattern("run-jobs +1 +0 .*drained");
  }

  @Test
  void printsJobsAsATableAndAsJson() {
    // Given
    QueueService.ready(jobs, "run-job-1", "{}");
    // When
    int exit =
        openbell("queue", "peek", "run-jobs") + openbell("queue", "peek", "run-jobs", "--json");
    // Then
    assertThat(exit).isZero();
    assertThat(out.toString()).containsPattern("run-job-1 +ada").contains("\"id\" : \"run-job-1\"");
  }

  @Test
  void printsTheDeadOfAllQueuesWithTheirReasonsAndTheWayBack() {
    // Given
    QueueService.dead(jobs, "run-job-1");
    QueueService.dead(queues.named("notifications"), "notification-requested-1");
    // When
    int exit = openbell("queue", "dead");
    // Then
    assertThat(exit).isZero();
    assertThat(out.toString())
        .contains("run-jobs: 1 dead", "notifications: 1 dead", "INSUFFICIENT_HISTORY: AAPL has 3")
        .contains("./openbell queue replay run-jobs ID")
        .doesNotContain("\u001b");
  }

  @Test
  void replaysById() {
    // Given
    QueueService.dead(jobs, "run-job-1");
    // When
    int exit = openbell("queue", "replay", "run-jobs", "run-job-1");
    // Then
    assertThat(exit).isZero();
    assertThat(out.toString()).contains("run-job-1  is ready again");
    assertThat(jobs.find("run-job-1").orElseThrow().state()).isEqualTo(JobState.READY);
  }

  @Test
  void replaysAll() {
    // Given
    QueueService.dead(jobs, "run-job-1");
    // When
    int exit = openbell("queue", "replay", "run-jobs", "--all");
    // Then
    assertThat(exit).isZero();
    assertThat(out.toString()).contains("1 jobs are ready again.");
  }

  @Test
  void endsWithOneWhenAJobIsNotThere() {
    // When
    int exit = openbell("queue", "cancel", "run-jobs", "run-job-9", "--yes");
    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(out.toString()).contains("run-job-9  no such job");
  }

  @Test
  void asksBeforeItCancels() {
    // Given
    QueueService.ready(jobs, "run-job-1", "{}");
    // When nobody can answer, then no is answered, then yes
    int silent = openbell("queue", "cancel", "run-jobs", "run-job-1");
    answer = "n";
    int no = openbell("queue", "cancel", "run-jobs", "run-job-1");
    boolean stillThere = jobs.find("run-job-1").isPresent();
    answer = "y";
    int yes = openbell("queue", "cancel", "run-jobs", "run-job-1");
    // Then
    assertThat(silent).isEqualTo(2);
    assertThat(err.toString()).contains("say --yes");
    assertThat(no).isEqualTo(1);
    assertThat(stillThere).isTrue();
    assertThat(yes).isZero();
    assertThat(jobs.find("run-job-1")).isEmpty();
  }

  @Test
  void drainsAndResumes() {
    // When
    int on = openbell("queue", "drain", "run-jobs");
    boolean draining = jobs.depth().draining();
    int off = openbell("queue", "drain", "run-jobs", "--off");
    // Then
    assertThat(on + off).isZero();
    assertThat(draining).isTrue();
    assertThat(jobs.depth().draining()).isFalse();
  }

  @Test
  void namesTheFixWhenTheKeyIsMissingWrongOrNoOperators() {
    // When
    environment.remove("OPENBELL_API_KEY");
    int without = openbell("queue", "stats");
    environment.put("OPENBELL_API_KEY", keys.create(new Owner("ada")).text());
    int foreign = openbell("queue", "stats");
    // Then
    assertThat(without).isEqualTo(1);
    assertThat(foreign).isEqualTo(1);
    assertThat(err.toString())
        .contains("set OPENBELL_API_KEY", "openbell.security.operators")
        .doesNotContain("ob_live_");
  }

  @Test
  void saysThatNothingAnswers() {
    // When
    int exit = openbell("queue", "stats", "--url", "http://127.0.0.1:1");
    // Then
    assertThat(exit).isEqualTo(69);
    assertThat(err.toString())
        .contains("nothing answers at http://127.0.0.1:1: is it running? ./openbell up");
  }

  @Test
  void endsWithTwoWhenItIsNotUnderstood() {
    // When
    int exit =
        openbell("queue", "peek", "run-jobs", "--limit", "101")
            + openbell("queue", "peek", "run-jobs", "--state", "lost")
            + openbell("queue", "replay", "run-jobs")
            + openbell("queue", "stats", "--url", "file:///etc/passwd")
            + openbell("queue", "replay", "../machines", "x");
    // Then
    assertThat(exit).isEqualTo(5 * 2);
  }
}
