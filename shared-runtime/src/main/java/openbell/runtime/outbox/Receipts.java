package openbell.runtime.outbox;

import openbell.model.message.Message;

/// Knows what became of a message after it was sent.
public interface Receipts {

  /// @param channel name of the messaging channel it went to
  Receipt of(String channel, Message message);

  /// What became of a message.
  enum Receipt {
    /// Its reader has not finished with it.
    WAITING,
    /// Its reader has done its part, or an operator took the message out.
    SETTLED,
    /// Nobody has it any more.
    LOST
  }
}
