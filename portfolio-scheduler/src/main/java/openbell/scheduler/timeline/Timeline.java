package openbell.scheduler.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import openbell.model.run.FailureException;
import openbell.runtime.timeline.TimelineEvent;
import openbell.runtime.timeline.TimelineEvent.Tone;
import openbell.runtime.timeline.TimelinePart;
import openbell.runtime.timeline.TimelineQuestion;

/// From tick to mail, or to the reason for none: every service tells its part.
///
/// A part in this process is asked directly, one elsewhere over HTTP with the caller's own key. A
/// part that cannot be had is said, never left out: silence would read like "nothing happened".
public final class Timeline {

  /// The services that have a part, in the order in which work passes through them.
  private static final List<String> SERVICES =
      List.of("portfolio-scheduler", "trade-signal", "notification");

  private final Map<String, TimelinePart> here;
  private final DistantParts elsewhere;

  public Timeline(List<TimelinePart> here, DistantParts elsewhere) {
    this.here = here.stream().collect(Collectors.toMap(TimelinePart::service, Function.identity()));
    this.elsewhere = elsewhere;
  }

  /// @param summary what came of it, in a sentence
  /// @param complete false when a part could not be had
  public record Told(String summary, boolean complete, List<TimelineEvent> events) {}

  /// @param authorization the caller's own credential, or an empty text
  public Told tell(TimelineQuestion question, String authorization) {
    List<TimelineEvent> events = new ArrayList<>();
    boolean complete = true;
    for (String service : SERVICES) {
      try {
        events.addAll(part(service, question, authorization));
      } catch (FailureException e) {
        complete = false;
        events.add(
            new TimelineEvent(
                null, service, "Not known", "This part is missing: " + said(e), Tone.BAD));
      }
    }
    List<TimelineEvent> ordered = TimelineEvent.inOrder(events);
    return new Told(summary(ordered, complete), complete, ordered);
  }

  private List<TimelineEvent> part(
      String service, TimelineQuestion question, String authorization) {
    TimelinePart part = here.get(service);
    return part != null ? part.events(question) : elsewhere.ask(service, question, authorization);
  }

  private static String said(FailureException e) {
    return e.failure().detail();
  }

  /// The last thing that happened says what came of it; when nothing did, the first reason why.
  private static String summary(List<TimelineEvent> events, boolean complete) {
    TimelineEvent telling =
        events.stream()
            .filter(event -> event.at() != null)
            .reduce((_, later) -> later)
            .orElse(events.getFirst());
    String said = (telling.what() + ". " + telling.detail()).strip();
    return complete ? said : said + " A part of the timeline is missing.";
  }
}
