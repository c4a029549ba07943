package openbell.runtime.channel;

import java.time.Duration;
import java.util.List;
import openbell.model.message.Message;

/// The port through which a feature sends a message.
public interface Outlet<M extends Message> {

  /// Sends one message. Returns only when the carrier has accepted it; the same key twice is once.
  ///
  /// @throws openbell.model.run.FailureException with a `LATER` reason when the carrier refused
  void send(M message);

  /// Sends one message that is handled no earlier than after `delay`; a carrier that cannot wait
  /// hands it over at once.
  default void send(M message, Duration delay) {
    send(message);
  }

  /// Sends many, in order; a carrier may take them in one call.
  default void sendAll(List<M> messages) {
    messages.forEach(this::send);
  }
}
