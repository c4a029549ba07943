package openbell.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import openbell.runtime.queue.Beat;
import openbell.runtime.queue.Enqueued;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Settlement;

/// Short words for a queue without a city around it.
final class BareJobs {
  private BareJobs() {}

  static void put(JobQueue queue, int from, int to) {
    List<NewJob> jobs =
        IntStream.range(from, to)
            .mapToObj(n -> NewJob.of("job-" + n, "anna", 5, 100, new byte[10]))
            .toList();
    for (int i = 0; i < jobs.size(); i += JobQueue.LARGEST_BATCH) {
      List<NewJob> batch = jobs.subList(i, Math.min(jobs.size(), i + JobQueue.LARGEST_BATCH));
      assertThat(queue.enqueue(batch)).containsOnly(Enqueued.NEW);
    }
  }

  static Settled settle(JobQueue queue, Leased job) {
    return queue.settle(job.id(), job.fence(), new Settlement.Done());
  }

  static List<Beat> beats(List<Leased> jobs) {
    return jobs.stream().map(job -> new Beat(job.id(), job.fence(), new byte[0])).toList();
  }

  static List<String> ids(List<Leased> jobs) {
    return jobs.stream().map(Leased::id).toList();
  }

  static long highest(List<Leased> jobs) {
    return jobs.stream().mapToLong(Leased::fence).max().orElseThrow();
  }
}
