package openbell.signal.subscribe;

import java.util.List;
import openbell.model.message.NoticeRequested;
import openbell.signal.audience.Subscription;
import openbell.signal.subscribe.Outcome.Why;
import org.jspecify.annotations.Nullable;

/// What is to be written when a wish is decided, all or nothing.
///
/// @param next the row as it is from now on; null when it stays as it is
public record Step(
    @Nullable Subscription next,
    List<SubscriptionEvent> events,
    List<NoticeRequested> notices,
    Outcome outcome) {
  public Step {
    events = List.copyOf(events);
    notices = List.copyOf(notices);
  }

  static Step to(Subscription next, SubscriptionEvent... events) {
    return new Step(next, List.of(events), List.of(), new Outcome.Done(next));
  }

  static Step stays(Subscription as) {
    return new Step(null, List.of(), List.of(), new Outcome.Done(as));
  }

  static Step refused(Why why, String detail, SubscriptionEvent... events) {
    return new Step(null, List.of(events), List.of(), new Outcome.Refused(why, detail));
  }

  static Step unknown() {
    return new Step(null, List.of(), List.of(), new Outcome.Unknown());
  }
}
