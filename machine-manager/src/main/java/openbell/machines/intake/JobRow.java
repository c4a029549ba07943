package openbell.machines.intake;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A job on a page.
///
/// @param at ready since; delayed until; leased until; done or dead since
/// @param error why its last try failed; empty when none did
public record JobRow(
    String id,
    String owner,
    String state,
    String tone,
    String attempts,
    String worker,
    String enqueued,
    String at,
    String error,
    int bytes) {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

  static JobRow of(QueueViews.Job job) {
    return new JobRow(
        job.id(),
        job.owner(),
        job.state().equals("active") ? "leased" : job.state(),
        tone(job.state()),
        attempts(job),
        job.worker(),
        moment(job.enqueued()),
        moment(job.at()),
        job.error(),
        job.bytes());
  }

  public boolean dead() {
    return QueuePages.isDead(state);
  }

  /// A job that ended has nothing left to take out.
  public boolean cancellable() {
    return !state.equals("done");
  }

  private static String attempts(QueueViews.Job job) {
    String tries = job.attempts() == 1 ? "1 try" : job.attempts() + " tries";
    return job.crashes() == 0 ? tries : "%s, %d ended with a crash".formatted(tries, job.crashes());
  }

  private static String tone(String state) {
    return switch (state) {
      case "dead" -> "dead";
      case "active" -> "running";
      case "delayed" -> "warning";
      case "done" -> "done";
      default -> "queued";
    };
  }

  static String moment(Instant at) {
    return MOMENT.format(at);
  }
}
