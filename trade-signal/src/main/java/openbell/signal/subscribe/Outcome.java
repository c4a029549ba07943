package openbell.signal.subscribe;

import openbell.signal.audience.Subscription;

/// What became of a wish about a subscription.
public sealed interface Outcome {

  /// It is so now, and perhaps it was so before.
  record Done(Subscription now) implements Outcome {}

  /// @param detail a sentence for whoever asked
  record Refused(Why why, String detail) implements Outcome {}

  /// There is no such subscription, or not for whoever asks.
  record Unknown() implements Outcome {}

  /// Why something is refused.
  enum Why {
    /// Too many mails were asked for: later it may be possible.
    TOO_OFTEN,
    /// The portfolio has as many recipients as it may have.
    TOO_MANY_RECIPIENTS,
    /// The reader chose how they want it.
    READER_CHOSE,
    /// The subscription is in a state in which this means nothing.
    NOT_IN_THIS_STATE
  }
}
