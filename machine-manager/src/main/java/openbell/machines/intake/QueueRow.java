package openbell.machines.intake;

import java.time.Duration;

/// A queue on a page.
///
/// @param purpose what goes through it, in words
/// @param oldest how long the oldest ready job has waited; empty when none is ready
public record QueueRow(String name, String purpose, Depth depth, String oldest, boolean draining) {

  /// How much is in it.
  public record Depth(long ready, long leased, long delayed, long dead, long done, long crashes) {}

  static QueueRow of(QueueViews.Queue queue) {
    return new QueueRow(
        queue.queue(),
        purpose(queue.queue()),
        new Depth(
            queue.ready(),
            queue.leased(),
            queue.delayed(),
            queue.dead(),
            queue.done(),
            queue.mishaps().crashes()),
        queue.ready() == 0 ? "" : words(Duration.ofSeconds(queue.oldestReadySeconds())),
        queue.draining());
  }

  private static String purpose(String queue) {
    return switch (queue) {
      case "run-requests" -> "portfolios that are due, on their way to be jobs";
      case "run-jobs" -> "evaluations for the workers";
      case "run-results" -> "results, on their way to be signals";
      case "run-outcomes" -> "how runs ended, for the ledger";
      case "workload" -> "what was worked on, and what will be asked for";
      case "notifications" -> "mails to be written and sent";
      default -> "";
    };
  }

  /// E.g. `12 s`, `3 min`, `2 h 05 min`.
  static String words(Duration time) {
    if (time.toMinutes() < 2) {
      return time.toSeconds() + " s";
    }
    return time.toHours() < 1
        ? time.toMinutes() + " min"
        : "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
  }
}
