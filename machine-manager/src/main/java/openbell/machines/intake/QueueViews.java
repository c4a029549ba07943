package openbell.machines.intake;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import openbell.machines.queue.PayloadReader.Shown;
import openbell.machines.queue.QueueDesk;
import openbell.runtime.queue.JobView;
import openbell.runtime.queue.Mishaps;
import openbell.runtime.queue.QueueDepth;
import org.jspecify.annotations.Nullable;

/// Queues and jobs as an operator's program reads them.
final class QueueViews {
  private QueueViews() {}

  record Queues(List<Queue> queues) {
    static Queues of(List<QueueDesk.Standing> standings) {
      return new Queues(standings.stream().map(s -> Queue.of(s.queue(), s.depth())).toList());
    }
  }

  /// @param oldestReadySeconds age of the oldest ready job; 0 when none is ready
  /// @param nextDueSeconds until the next delayed job is due; absent when none waits
  record Queue(
      String queue,
      long ready,
      long leased,
      long delayed,
      long dueDelayed,
      long dead,
      long done,
      long oldestReadySeconds,
      @Nullable Long nextDueSeconds,
      boolean draining,
      Mishaps mishaps) {

    static Queue of(String name, QueueDepth depth) {
      return new Queue(
          name,
          depth.ready(),
          depth.leased(),
          depth.delayed(),
          depth.dueDelayed(),
          depth.dead(),
          depth.done(),
          depth.oldestReady().toSeconds(),
          depth.untilNextDue() == null ? null : depth.untilNextDue().toSeconds(),
          depth.draining(),
          depth.mishaps());
    }
  }

  record Jobs(String queue, String state, int from, List<Job> jobs) {}

  /// @param worker who holds it; empty unless it is active
  /// @param at ready since; delayed until; leased until; done or dead since
  /// @param bytes size of the payload
  record Job(
      String id,
      String owner,
      String state,
      int priority,
      int attempts,
      int failures,
      int crashes,
      String worker,
      Instant enqueued,
      Instant at,
      String error,
      int bytes) {

    static Job of(JobView job) {
      return new Job(
          job.id(),
          job.owner(),
          job.state().name().toLowerCase(Locale.ROOT),
          job.priority(),
          job.attempts(),
          job.failures(),
          job.crashes(),
          job.worker(),
          job.enqueued(),
          job.at(),
          job.error(),
          job.payload().length);
    }
  }

  /// @param encoding `json` or `base64`
  /// @param cut whether the payload is longer than what is shown
  record WholeJob(Job job, String encoding, String payload, boolean cut) {
    static WholeJob of(JobView job, Shown shown) {
      return new WholeJob(Job.of(job), shown.encoding(), shown.text(), shown.cut());
    }
  }

  /// @param more whether dead jobs are left to replay
  record Order(String queue, int done, boolean more, List<OneAnswer> answers) {}

  /// @param answer `OK` or `GONE`
  record OneAnswer(String id, String answer) {
    static List<OneAnswer> of(List<QueueDesk.Done> all) {
      return all.stream().map(one -> new OneAnswer(one.id(), one.answer().name())).toList();
    }
  }

  record Drained(String queue, boolean draining) {}
}
