package openbell.faults;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.runtime.queue.Mishaps;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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
          int points = Faults.FULL ? 50 : 2;
          int jobs = 0;
          Duration slowest = Duration.ZERO;
          for (int point = 0; point < points; point++) {
            // Given a batch at work, and a worker caught with jobs in its hands
            city.atFullStrength();
            Batch batch = city.open();
            Caught caught = Caught.midJob(city, story.random());
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
          Caught caught = Caught.midJob(city, story.random());
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

  @Test
  @Tag("full")
  void aShortPauseIsNoReasonToTakeAJobAway() throws Exception {
    Faults.play(
        "F05",
        story -> {
          Batch batch = city.open();
          Caught caught = Caught.midJob(city, story.random());
          int pause = 500 + story.random().nextInt(500);
          City.sleep(pause);
          caught.worker().resume();
          new EndChecks(city).require(batch);
          assertThat(afterwards(caught)).allMatch(job -> job.attempts() == 1 && job.crashes() == 0);
          story.injected("SIGSTOP for %d ms with %d jobs in hand", pause, caught.jobs().size());
          story.saw("1 delivery, 0 crashes each");
        });
  }

  @Test
  @Tag("full")
  void longPausesOfAWorkerTakeNoJobAway() throws Exception {
    Faults.play(
        "F06",
        story -> {
          // Given one worker, whose lease is five times as long as it will stand still
          city.workers().forEach(Program::kill);
          long before = leasesLost();
          List<Batch> batches = new ArrayList<>();
          int pauses = 0;
          int busy = 0;
          try (Program worker =
              city.second(
                  "strategy-worker",
                  Map.of(
                      "OPENBELL_QUEUE_LEASE_FOR", "10s",
                      "OPENBELL_QUEUE_HEARTBEAT_EVERY", "3s"))) {
            Program.awaitReady(List.of(worker));
            // When it stands still again and again, for as many jobs as the design asks for
            while (batches.size() * City.PORTFOLIOS < 1_000) {
              Batch batch = city.open();
              batches.add(batch);
              while (city.done(batch) < batch.runs()) {
                City.sleep(200 + story.random().nextInt(1_000));
                worker.pause();
                busy += Holding.by(city, worker).isEmpty() ? 0 : 1;
                City.sleep(2_000);
                worker.resume();
                pauses++;
              }
            }
          }
          // Then no lease was lost
          batches.forEach(new EndChecks(city)::require);
          story.injected(
              "SIGSTOP for 2 s, %d times, %d of them with jobs in hand; lease 10 s, beat 3 s",
              pauses, busy);
          story.saw("%d jobs, %d leases lost", 1_000, leasesLost() - before);
          assertThat(busy).isPositive();
          assertThat(leasesLost()).isEqualTo(before);
        });
  }

  /// Counted as a crash or forgiven.
  private long leasesLost() {
    Mishaps mishaps = city.queue("run-jobs").depth().mishaps();
    return mishaps.crashes() + mishaps.amnesties();
  }

  @Test
  void aJobThatKillsItsWorkersIsDeadAfterFour() throws Exception {
    Faults.play(
        "F07",
        story -> {
          // Given slow answers, so that a job is held long enough to be met
          city.redisLine().weather(new ChaosProxy.Weather.Slow(ofMillis(300)));
          String run = city.runOne();
          String job = "run-job-" + run;
          int kills = 0;
          try {
            // When every worker that takes the job dies of it
            while (kills < 4) {
              await()
                  .atMost(ofSeconds(40))
                  .pollInterval(ofMillis(20))
                  .until(() -> Holding.holderOf(city, job).isPresent());
              Holding.holderOf(city, job).orElseThrow().kill();
              kills++;
              city.hireWorkers();
            }
          } finally {
            city.redisLine().clear();
          }
          // Then it is dead, its run has failed with a reason, and others are served
          await()
              .atMost(ofSeconds(30))
              .until(() -> city.queue("run-jobs").find(job).orElseThrow().state() == JobState.DEAD);
          JobView dead = city.queue("run-jobs").find(job).orElseThrow();
          assertThat(dead.attempts()).isEqualTo(4);
          assertThat(dead.crashes()).isEqualTo(4);
          await().atMost(ofSeconds(30)).until(() -> city.reasonOf(run).equals("CRASHED"));
          new EndChecks(city).require(city.open());
          story.injected("SIGKILL of each worker that held one certain job, %d times", kills);
          story.saw("dead after %d claims: %s", dead.attempts(), dead.error());
          story.saw("its run FAILED with CRASHED; the next batch complete");
        });
  }

  @Test
  void aWorkerThatIsAskedToEndFinishesOrGivesBack() throws Exception {
    Faults.play(
        "F38",
        story -> {
          city.redisLine().weather(new ChaosProxy.Weather.Slow(ofMillis(50)));
          Batch batch;
          try {
            batch = city.open();
            Caught caught = Caught.midJob(city, story.random());
            caught.worker().resume();
            Duration took = caught.worker().terminate();
            story.injected("SIGTERM with %d jobs in hand, grace 10 s", caught.jobs().size());
            story.saw("ended after %.1f s", Story.seconds(took));
            assertThat(took).isLessThan(ofSeconds(17));
            assertThat(Holding.by(city, caught.worker())).isEmpty();
            assertThat(afterwards(caught)).allMatch(job -> job.crashes() == 0);
          } finally {
            city.redisLine().clear();
          }
          new EndChecks(city).require(batch);
          story.saw("0 crashes counted, nothing left leased");
        });
  }

  @Test
  @Tag("full")
  void aWorkerKilledAfterStoringAndBeforeSettlingIsFollowedByOneThatFindsItsManifest()
      throws Exception {
    Faults.play(
        "F02",
        story -> {
          city.redisLine().weather(new ChaosProxy.Weather.Slow(ofMillis(300)));
          Batch batch;
          Caught caught;
          try {
            batch = city.open();
            await()
                .atMost(ofSeconds(40))
                .pollInterval(ofMillis(10))
                .until(() -> !storedAndHeld(batch).isEmpty());
            Program worker = Holding.holderOf(city, storedAndHeld(batch).getFirst()).orElseThrow();
            worker.pause();
            caught =
                new Caught(
                    worker,
                    Holding.by(city, worker).stream()
                        .filter(job -> storedAndHeld(batch).contains(job.id()))
                        .toList());
            assertThat(caught.jobs()).as("jobs stored and not settled").isNotEmpty();
            worker.kill();
          } finally {
            city.redisLine().clear();
          }
          awaitTakenAgain(caught);
          new EndChecks(city).require(batch);
          story.injected("SIGKILL with %d jobs stored and not settled", caught.jobs().size());
          story.saw("second attempt found the first manifest; 1 manifest, 1 mail each");
        });
  }

  /// Jobs of a batch whose manifest is there and that are still in a worker's hands.
  private List<String> storedAndHeld(Batch batch) {
    List<String> stored =
        EndChecks.files("manifest.json", city.artifacts()).stream()
            .filter(file -> file.toString().contains("/" + batch.session() + "/"))
            .map(file -> "run-job-" + file.getParent().getFileName())
            .toList();
    return stored.stream().filter(job -> Holding.holderOf(city, job).isPresent()).toList();
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
