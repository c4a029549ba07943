package openbell.runtime.timeline;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that happened, or that did not.
///
/// @param at null when there is no moment to name: it has not happened
/// @param service who knows it
/// @param what a few words
/// @param detail a sentence, e.g. the reason; may be empty
public record TimelineEvent(
    @Nullable Instant at, String service, String what, String detail, Tone tone) {

  /// How good the news is.
  public enum Tone {
    /// As it should be.
    GOOD,
    /// So be it.
    CALM,
    /// Not over yet.
    WAIT,
    /// Something is wrong.
    BAD
  }

  // A stable sort: what happened at one moment stays in the order of the services.
  private static final Comparator<TimelineEvent> BY_TIME =
      Comparator.comparing(TimelineEvent::at, Comparator.nullsLast(Comparator.naturalOrder()));

  /// By time; what has not happened comes last.
  public static List<TimelineEvent> inOrder(List<TimelineEvent> events) {
    return events.stream().sorted(BY_TIME).toList();
  }
}
