package openbell.signal.timeline;

import openbell.model.portfolio.Recipient;
import openbell.signal.audience.Subscription;

/// What a run meant for one reader. It is kept with the run, because preferences change and nobody
/// could tell afterwards.
public enum ReaderVerdict {
  PLANNED("A mail was asked for."),
  PENDING("The address was not confirmed, and so it gets nothing."),
  ENDED("The reader had unsubscribed."),
  NO_CHANGE("The reader hears of changes only, and nothing changed."),
  NOT_THIS_SESSION("The reader gets one mail a week, and this was not the week's last session."),
  NOT_PLANNED("No mail was asked for.");

  private final String reason;

  ReaderVerdict(String reason) {
    this.reason = reason;
  }

  /// A sentence for the owner.
  public String reason() {
    return reason;
  }

  /// Reads the verdict off what was decided; it decides nothing itself.
  ///
  /// @param planned whether a notification was written for the reader
  /// @param changed whether the run changed anything
  public static ReaderVerdict of(Subscription reader, boolean planned, boolean changed) {
    if (planned) {
      return PLANNED;
    }
    return switch (reader.state()) {
      case PENDING -> PENDING;
      case ENDED -> ENDED;
      case CONFIRMED -> unwanted(reader.recipient().when(), changed);
    };
  }

  private static ReaderVerdict unwanted(Recipient.Preference when, boolean changed) {
    return switch (when) {
      case ON_CHANGE -> changed ? NOT_PLANNED : NO_CHANGE;
      case WEEKLY -> NOT_THIS_SESSION;
      case EVERY_SESSION, DAILY_DIGEST -> NOT_PLANNED;
    };
  }
}
