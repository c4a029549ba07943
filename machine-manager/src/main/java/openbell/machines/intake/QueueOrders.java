package openbell.machines.intake;

import java.util.List;
import java.util.Locale;
import openbell.machines.queue.QueueDesk;
import openbell.model.strategy.Finding;
import openbell.runtime.queue.JobState;
import openbell.runtime.rest.ProblemException;
import org.jspecify.annotations.Nullable;

/// What an operator may ask of a queue, checked.
final class QueueOrders {
  private QueueOrders() {}

  /// @param all true: every dead job; then there are no ids
  record Replays(@Nullable List<@Nullable String> ids, @Nullable Boolean all) {}

  record Cancellations(@Nullable List<@Nullable String> ids) {}

  record Drain(@Nullable Boolean on) {}

  static JobState state(@Nullable String text) {
    for (JobState state : JobState.values()) {
      if (state.name().toLowerCase(Locale.ROOT).equals(text)) {
        return state;
      }
    }
    throw refused(400, "state", "state is one of ready, delayed, active, done and dead.");
  }

  static int from(@Nullable String text) {
    return number("from", text, 0, Integer.MAX_VALUE);
  }

  static int limit(@Nullable String text) {
    return number("limit", text, 1, QueueDesk.LARGEST_PAGE);
  }

  private static int number(String field, @Nullable String text, int lowest, int highest) {
    try {
      int value = Integer.parseInt(text == null ? "" : text);
      if (value >= lowest && value <= highest) {
        return value;
      }
    } catch (NumberFormatException _) {
      throw outside(field, lowest, highest);
    }
    throw outside(field, lowest, highest);
  }

  private static ProblemException outside(String field, int lowest, int highest) {
    return refused(
        400, field, "%s is a whole number from %d to %d.".formatted(field, lowest, highest));
  }

  /// An id from a path: whatever is none names no job.
  static String id(String text) {
    if (!QueueDesk.isId(text)) {
      throw noJob();
    }
    return text;
  }

  static ProblemException noJob() {
    return new ProblemException(404, "job-not-found", "There is no such job in this queue.");
  }

  static List<String> ids(@Nullable List<@Nullable String> ids) {
    if (ids == null || ids.isEmpty() || ids.size() > QueueDesk.LARGEST_PAGE) {
      throw refused(422, "ids", "ids is a list of 1 to " + QueueDesk.LARGEST_PAGE + " job ids.");
    }
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      if (id == null || !QueueDesk.isId(id)) {
        throw refused(422, "ids/" + i, "A job id has 1 to 200 of A-Z a-z 0-9 _ . : and -.");
      }
    }
    return ids.stream().map(String::valueOf).toList();
  }

  static ProblemException refused(int status, String field, String message) {
    Finding finding = new Finding("Q001", Finding.Severity.ERROR, "/" + field, message, "");
    return new ProblemException(status, "invalid-request", message, List.of(finding));
  }
}
