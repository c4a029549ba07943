package openbell.runtime.queue.adapter;

import java.time.Duration;
import java.util.function.Consumer;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.Mishaps;

/// Promotes due jobs and takes back expired leases, before every claim and with every tick.
final class MemoryUpkeep {
  private static final int MOST_AMNESTIES = 2;
  private static final Duration DAY = Duration.ofDays(1);

  private final MemoryJobs jobs;
  private final Consumer<MemoryJob> ready;
  private long touched;
  private long crashes;
  private long amnesties;

  MemoryUpkeep(MemoryJobs jobs, long now, Consumer<MemoryJob> ready) {
    this.jobs = jobs;
    this.touched = now;
    this.ready = ready;
  }

  void run(long now) {
    long silence = now - touched;
    touched = now;
    jobs.due(JobState.DELAYED, now, 100).forEach(ready);
    jobs.due(JobState.ACTIVE, now, silence > 1_000 ? 1_000 : 100)
        .forEach(job -> reap(job, now, silence));
  }

  /// A lease that ran out while everybody was away is forgiven: the worker may be well.
  private void reap(MemoryJob job, long now, long silence) {
    if (job.at < now - DAY.toMillis()) {
      job.die(now, "STALE_REVIEW: its lease ran out more than a day ago");
    } else if (silence > job.leaseMillis && job.amnesties < MOST_AMNESTIES) {
      job.amnesties++;
      amnesties++;
      ready.accept(job);
    } else {
      job.crashes++;
      crashes++;
      if (job.crashes > job.maxCrashes) {
        job.die(now, "CRASHED: its lease ran out " + job.crashes + " times");
      } else {
        ready.accept(job);
      }
    }
  }

  Mishaps mishaps() {
    return new Mishaps(crashes, amnesties, 0);
  }
}
