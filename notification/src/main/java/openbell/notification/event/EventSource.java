package openbell.notification.event;

import java.util.List;
import java.util.Optional;

/// A queue of events.
public interface EventSource {

  /// Waits a while for events; empty when none came.
  ///
  /// @throws openbell.model.run.FailureException `PROVIDER_BUSY` when the queue does not answer
  List<Received> receive();

  /// Takes a message off the queue. Without that it comes again.
  void done(Received received);

  /// @param handle by which the queue knows this delivery
  /// @param event empty when the message is of a kind that we have no use for
  record Received(String handle, Optional<ProviderEvent> event) {}
}
