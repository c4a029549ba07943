package openbell.notification.adapter;

import java.time.Instant;
import openbell.model.message.Notification;
import org.jdbi.v3.core.Handle;

/// Decides whether a notification has to wait, in the transaction that takes it in.
public interface Holds {

  /// Nothing waits.
  Holds NONE = (_, _, _, _) -> false;

  /// Looks at a row that was just written, and changes it when it has to wait.
  ///
  /// @param id of the row
  /// @return true when it is not to be sent yet
  boolean hold(Handle handle, String id, Taken taken, Instant now);

  /// What was taken in, and by what means it is to leave.
  record Taken(Notification request, String channel) {}
}
