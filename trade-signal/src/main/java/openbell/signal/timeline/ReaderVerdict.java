package openbell.signal.timeline;

import openbell.model.portfolio.Recipient;
import openbell.signal.audience.Subscription;
import openbell.signal.result.SignalEntry;

/// What a run meant for one reader. It is kept with the run, because preferences change and nobody
/// could tell afterwards.
public enum ReaderVerdict {
  PLANNED("A mail was asked for."),
  /// The sentence that the reader was told follows.
  TOLD_NO_SIGNAL("A notice was asked for: no signal."),
  NO_SIGNAL("There was no signal, and a reader of weekly letters is not told of single sessions."),
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

  /// True when something is sent to the reader.
  public boolean isMail() {
    return this == PLANNED || this == TOLD_NO_SIGNAL;
  }

  /// Reads the verdict off what was decided; it decides nothing itself.
  ///
  /// @param planned whether a notification was written for the reader
  public static ReaderVerdict of(Subscription reader, boolean planned, SignalEntry entry) {
    boolean signal = entry.outcome() == SignalEntry.Outcome.SIGNAL;
    if (planned) {
      return signal ? PLANNED : TOLD_NO_SIGNAL;
    }
    return switch (reader.state()) {
      case PENDING -> PENDING;
      case ENDED -> ENDED;
      case CONFIRMED ->
          signal
              ? unwanted(reader.recipient().when(), !entry.changes().isEmpty())
              : unsaid(reader.recipient().when());
    };
  }

  private static ReaderVerdict unsaid(Recipient.Preference when) {
    return when == Recipient.Preference.WEEKLY ? NO_SIGNAL : NOT_PLANNED;
  }

  private static ReaderVerdict unwanted(Recipient.Preference when, boolean changed) {
    return switch (when) {
      case ON_CHANGE -> changed ? NOT_PLANNED : NO_CHANGE;
      case WEEKLY -> NOT_THIS_SESSION;
      case EVERY_SESSION, DAILY_DIGEST -> NOT_PLANNED;
    };
  }
}
