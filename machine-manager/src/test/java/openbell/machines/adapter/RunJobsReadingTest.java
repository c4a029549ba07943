package openbell.machines.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import openbell.machines.fleet.JobTimes;
import openbell.machines.fleet.Load;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.Retention;
import openbell.runtime.queue.adapter.MemoryJobQueues;
import openbell.runtime.testing.ManualClock;
import org.junit.jupiter.api.Test;

class RunJobsReadingTest {

  @Test
  void seesEveryJobInHandHoweverManyThereAre() {
    // Given 230 jobs in the hands of two machines, and 20 that wait
    Clock clock = ManualClock.at(Instant.parse("2026-11-20T14:30:00Z"));
    JobQueue queue = new MemoryJobQueues(clock, 1_000).named("run-jobs");
    for (int from = 0; from < 250; from += 50) {
      List<NewJob> jobs = new ArrayList<>();
      for (int i = from; i < from + 50; i++) {
        jobs.add(NewJob.of("job-" + i, "ann", 5, 3, "{}".getBytes(UTF_8)));
      }
      queue.enqueue(jobs);
    }
    for (int claim = 0; claim < 23; claim++) {
      String worker = claim < 13 ? "one.x-run-jobs" : "two.y-run-jobs";
      queue.claim("claim-" + claim, worker, 10, Duration.ofMinutes(1));
    }
    RunJobsReading reading =
        new RunJobsReading(
            queue, new Retention(Duration.ofHours(1), 1 << 20), new TwoSeconds(), clock);
    // When
    Load load = reading.read();
    // Then
    assertThat(load.heldBy("one")).isEqualTo(130);
    assertThat(load.heldBy("two")).isEqualTo(100);
    assertThat(load.waiting()).isEqualTo(20);
    assertThat(load.waitingSeconds()).isEqualTo(40);
  }

  private static final class TwoSeconds implements JobTimes {
    @Override
    public double expected(String owner, String configHash) {
      return 2;
    }

    @Override
    public double expected() {
      return 2;
    }

    @Override
    public void learn(String owner, String configHash, Duration busy) {}
  }
}
