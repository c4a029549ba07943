package openbell.signal.planted;

import org.eclipse.microprofile.reactive.messaging.Message;

/// A decision that unpacks a framework's message.
public class FeatureThatSpeaksMessaging {
  Object payload(Message<?> message) {
    return message.getPayload();
  }
}
