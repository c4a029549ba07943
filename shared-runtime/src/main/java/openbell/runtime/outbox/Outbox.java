package openbell.runtime.outbox;

import java.util.List;
import openbell.model.message.Message;

/// Messages that were committed together with a record and still have to be sent.
///
/// The writing side belongs to the adapter that owns the record: it adds the row in its own
/// transaction. This is the reading side.
///
/// Some messages are answered for until their reader has settled them, because nobody else could
/// send them again; see {@link Vouched}.
public interface Outbox {

  /// The oldest unsent messages, at most `limit`.
  List<Pending> pending(int limit);

  /// Marks rows as sent. Those that nobody answers for any longer are dropped.
  void sent(List<Long> ids);

  /// @param channel name of the messaging channel it goes to
  record Pending(long id, String channel, Message message) {}
}
