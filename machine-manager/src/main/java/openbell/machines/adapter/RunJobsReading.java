package openbell.machines.adapter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import openbell.machines.fleet.JobTimes;
import openbell.machines.fleet.Load;
import openbell.machines.fleet.WorkReading;
import openbell.model.message.RunJob;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.MessageCodec;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.runtime.queue.QueueDepth;
import openbell.runtime.queue.Retention;
import org.jspecify.annotations.Nullable;

/// The work of `run-jobs`. Reading is also a beat of the queue: with no worker alive, nobody else
/// promotes delayed jobs and takes back expired leases.
///
/// One command while nothing is there. Otherwise the jobs that are served next are looked at, at
/// most {@link JobQueue#LARGEST_BATCH}, and stand for all; and every job that is in hand.
public final class RunJobsReading implements WorkReading {
  private static final int MOST_ACTIVE = 10_000;
  private static final int OVERLAP = 50;

  private final JobQueue queue;
  private final Retention retention;
  private final JobTimes times;
  private final Clock clock;
  private final MessageCodec codec = new MessageCodec();

  public RunJobsReading(JobQueue queue, Retention retention, JobTimes times, Clock clock) {
    this.queue = queue;
    this.retention = retention;
    this.times = times;
    this.clock = clock;
  }

  @Override
  public Load read() {
    QueueDepth depth = queue.tick(retention);
    List<Waiting> waiting =
        depth.ready() == 0
            ? List.of()
            : queue.peek(JobState.READY, 0, JobQueue.LARGEST_BATCH).stream()
                .map(this::waiting)
                .toList();
    double each =
        waiting.stream().mapToDouble(Waiting::seconds).average().orElseGet(times::expected);
    return new Load(
        depth.ready(),
        depth.dueDelayed(),
        depth.delayed(),
        depth.oldestReady(),
        depth.untilNextDue(),
        each * (depth.ready() + depth.dueDelayed()),
        waiting.stream().filter(Waiting::crashed).count(),
        depth.leased() == 0 ? List.of() : active(),
        depth.resting(),
        waiting.stream()
            .map(Waiting::deadline)
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(null));
  }

  private record Waiting(double seconds, boolean crashed, @Nullable Instant deadline) {}

  private Waiting waiting(JobView job) {
    RunJob read = read(job);
    return new Waiting(
        seconds(job, read), job.crashes() > 0, read == null ? null : read.deadline());
  }

  /// All of them, for a machine whose job is overlooked would be stopped with it. Pages overlap:
  /// jobs that end between two of them move the others forward.
  private List<Load.ActiveJob> active() {
    Instant now = clock.instant();
    Map<String, Load.ActiveJob> all = new LinkedHashMap<>();
    for (int from = 0; from < MOST_ACTIVE; from += JobQueue.LARGEST_BATCH - OVERLAP) {
      List<JobView> page = queue.peek(JobState.ACTIVE, from, JobQueue.LARGEST_BATCH);
      page.forEach(job -> all.put(job.id(), active(job, now)));
      if (page.size() < JobQueue.LARGEST_BATCH) {
        return List.copyOf(all.values());
      }
    }
    throw FailureException.of(
        FailureReason.QUEUE_UNAVAILABLE,
        "More than " + MOST_ACTIVE + " jobs are in hand: too many to look at.");
  }

  private Load.ActiveJob active(JobView job, Instant now) {
    Instant claimed = job.claimed();
    int dot = job.worker().indexOf('.');
    return new Load.ActiveJob(
        dot < 0 ? job.worker() : job.worker().substring(0, dot),
        claimed == null || claimed.isAfter(now) ? Duration.ZERO : Duration.between(claimed, now),
        seconds(job, read(job)));
  }

  private double seconds(JobView job, @Nullable RunJob read) {
    return read == null ? times.expected() : times.expected(job.owner(), read.run().configHash());
  }

  /// Null when it is none: the worker that claims it will find out, and say so.
  private @Nullable RunJob read(JobView job) {
    try {
      return codec.decode(job.payload()).message() instanceof RunJob run ? run : null;
    } catch (FailureException e) {
      return null;
    }
  }
}
