package openbell.notification.event;

/// Takes what somebody from outside says is an event.
public interface EventDoor {

  /// @param letter the request's body, of whoever sent it
  Answer open(String letter);

  /// What the sender is told.
  enum Answer {
    /// Taken, or of a kind that we have no use for.
    TAKEN,
    /// Not signed as it must be, or of another topic. Nothing was fetched for it.
    REFUSED,
    /// No such door is configured.
    CLOSED
  }
}
