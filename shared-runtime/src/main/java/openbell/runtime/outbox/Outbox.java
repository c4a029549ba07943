package openbell.runtime.outbox;

import java.util.List;
import openbell.model.message.Message;

/// Messages that were committed together with a record and still have to be sent.
///
/// The writing side belongs to the adapter that owns the record: it adds the row in its own
/// transaction. This is the reading side.
public interface Outbox {

  /// The oldest unsent messages, at most `limit`.
  List<Pending> pending(int limit);

  /// Marks rows as sent; they may be dropped.
  void sent(List<Long> ids);

  /// @param channel name of the messaging channel it goes to
  record Pending(long id, String channel, Message message) {}
}
