package openbell.faults;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What workers suffer: killed, stopped, continued, asked to end.
class WorkerFaultsIT {
  /// A lease, a beat of the one who looks after the queue, and what a loaded machine adds.
  private static final Duration SOON = City.LEASE.plus(ofSeconds(5));

  private final City city = City.shared();

  @BeforeEach
  void allHandsOnDeck() {
    city.atFullStrength();
  }

  @Test
  void jobsOfAKilledWorkerRunAgainAtOnceAndOnce() throws Exception {
    Faults.play(
        "F01",
        story -> {
          int points = Faults.FULL ? 50 : 4;
          int jobs = 0;
          Duration slowest = Duration.ZERO;
          for (int point = 0; point < points; point++) {
            // Given a batch at work, and a worker caught with jobs in its hands
            city.atFullStrength();
            Batch batch = city.open();
            Caught caught = city.pauseAWorkerMidJob(story.random());
            // When it is killed
            caught.worker().kill();
            long killed = System.nanoTime();
            // Then others take the jobs as soon as the leases are over
            awaitTakenAgain(caught);
            Duration took = Story.since(killed);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            new EndChecks(city).require(batch);
            for (JobView job : afterwards(caught)) {
              assertThat(job.attempts()).isEqualTo(2);
              assertThat(job.crashes()).isEqualTo(1);
              assertThat(job.failures()).isZero();
              jobs++;
            }
          }
          story.injected("SIGKILL at %d random moments, each with jobs seen in hand", points);
          story.saw("%d jobs held; each 2 deliveries, 1 crash, 0 failures", jobs);
          story.saw("taken again after at most %.1f s", Story.seconds(slowest));
          assertThat(slowest).isLessThan(SOON);
        });
  }

  @Test
  void aWorkerThatStoodStillBeyondItsLeaseChangesNothingWhenItGoesOn() throws Exception {
    Faults.play(
        "F04",
        story -> {
          // Given a worker that stands still while another one does its jobs
          Batch batch = city.open();
          Caught caught = city.pauseAWorkerMidJob(story.random());
          story.injected("SIGSTOP with %d jobs in hand, SIGCONT after", caught.jobs().size());
          await()
              .atMost(ofSeconds(60))
              .pollInterval(ofMillis(50))
              .until(
                  () -> afterwards(caught).stream().allMatch(job -> job.state() == JobState.DONE));
          List<JobView> done = afterwards(caught);
          // When it goes on
          long resumed = System.nanoTime();
          caught.worker().resume();
          // Then it notices, and nothing it still does counts
          await()
              .atMost(ofSeconds(15))
              .pollInterval(ofMillis(50))
              .until(() -> noticed(caught.worker()));
          story.saw("it noticed after %.1f s", Story.seconds(Story.since(resumed)));
          new EndChecks(city).require(batch);
          assertThat(afterwards(caught))
              .usingRecursiveComparison()
              .as("the outcome of the one who finished")
              .isEqualTo(done);
          assertThat(done).allMatch(job -> job.attempts() == 2 && job.crashes() == 1);
          story.saw("jobs unchanged, 1 manifest and 1 mail each");
        });
  }

  private static boolean noticed(Program worker) {
    return worker.log().contains("a lease is lost") || worker.log().contains("nothing was settled");
  }

  private void awaitTakenAgain(Caught caught) {
    await()
        .atMost(ofSeconds(60))
        .pollInterval(ofMillis(20))
        .until(() -> afterwards(caught).stream().allMatch(job -> job.attempts() >= 2));
  }

  private List<JobView> afterwards(Caught caught) {
    return caught.jobs().stream()
        .map(job -> city.queue("run-jobs").find(job.id()).orElseThrow())
        .toList();
  }
}
