package openbell.runtime.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.runtime.testing.ManualClock;

/// A queue under test, the clock it stands on, and the short words its tests are written in.
interface QueueBench {
  Duration LEASE = ofSeconds(60);
  byte[] NO_NEWS = {};
  Retention A_DAY = new Retention(Duration.ofHours(24), 1_000_000);
  Failure LATER = new Failure(FailureReason.MARKET_DATA_UNAVAILABLE, "no bars yet");
  Failure AWAY = new Failure(FailureReason.DATABASE_UNAVAILABLE, "away");
  Failure NEVER = new Failure(FailureReason.INVALID_STRATEGY, "no such primitive");

  ManualClock clock();

  /// An empty queue with room for `capacity` waiting jobs, on {@link #clock()}.
  JobQueue newQueue(long capacity);

  /// A claim of its own: never the repetition of an earlier one.
  List<Leased> claim(JobQueue queue, int max);

  default JobQueue newQueue() {
    return newQueue(10_000);
  }

  default NewJob job(String id) {
    return job(id, 1, ZERO);
  }

  default NewJob job(String id, int priority, Duration delay) {
    return NewJob.of(id, "anna", 2, 1, id.getBytes(UTF_8)).withPriority(priority).withDelay(delay);
  }

  default Leased claimOne(JobQueue queue) {
    List<Leased> jobs = claim(queue, 1);
    assertThat(jobs).hasSize(1);
    return jobs.getFirst();
  }

  default JobView view(JobQueue queue, String id) {
    return queue.find(id).orElseThrow();
  }
}
