package openbell.runtime.messaging;

/// How a broker carries a message's key, if it knows keys. A bean per such broker.
public interface KeyCarrier {

  /// Metadata by which the broker's connector finds the key.
  Object metadata(String key);
}
