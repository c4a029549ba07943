package openbell.runtime.queue.adapter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.Mishaps;
import openbell.runtime.queue.QueueDepth;
import org.jspecify.annotations.Nullable;

/// The jobs of a queue in memory, and how they are looked for.
final class MemoryJobs {
  private static final Comparator<MemoryJob> TURN =
      Comparator.<MemoryJob>comparingInt(job -> job.priority)
          .thenComparingLong(job -> job.turn)
          .thenComparing(job -> job.id);
  private static final Comparator<MemoryJob> TIME =
      Comparator.<MemoryJob>comparingLong(job -> job.at).thenComparing(job -> job.id);

  private final Map<String, MemoryJob> jobs = new LinkedHashMap<>();

  @Nullable MemoryJob get(String id) {
    return jobs.get(id);
  }

  void put(MemoryJob job) {
    jobs.put(job.id, job);
  }

  void remove(MemoryJob job) {
    jobs.remove(job.id);
  }

  long count(JobState state) {
    return jobs.values().stream().filter(in(state)).count();
  }

  /// Ready jobs as they will be served.
  List<MemoryJob> inTurn() {
    return jobs.values().stream().filter(in(JobState.READY)).sorted(TURN).toList();
  }

  /// Jobs in a state, by the time that belongs to it.
  List<MemoryJob> byTime(JobState state) {
    return jobs.values().stream().filter(in(state)).sorted(TIME).toList();
  }

  /// Jobs in a state whose time has come.
  List<MemoryJob> due(JobState state, long now, long limit) {
    return byTime(state).stream().filter(job -> job.at <= now).limit(limit).toList();
  }

  /// Jobs that wait for a time: a start or the end of a lease.
  Stream<MemoryJob> timed() {
    return new ArrayList<>(jobs.values())
        .stream().filter(in(JobState.DELAYED).or(in(JobState.ACTIVE)));
  }

  /// Counts of all states.
  QueueDepth depth(long now, boolean draining, Set<String> resting, Mishaps mishaps) {
    return new QueueDepth(
        count(JobState.READY),
        count(JobState.ACTIVE),
        count(JobState.DELAYED),
        due(JobState.DELAYED, now, Long.MAX_VALUE).size(),
        count(JobState.DEAD),
        count(JobState.DONE),
        first(JobState.READY).map(job -> Duration.ofMillis(now - job.at)).orElse(Duration.ZERO),
        first(JobState.DELAYED)
            .map(job -> Duration.ofMillis(Math.max(0, job.at - now)))
            .orElse(null),
        draining,
        resting,
        mishaps);
  }

  private Optional<MemoryJob> first(JobState state) {
    return byTime(state).stream().findFirst();
  }

  private static Predicate<MemoryJob> in(JobState state) {
    return job -> job.state == state;
  }
}
