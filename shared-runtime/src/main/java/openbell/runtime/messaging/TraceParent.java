package openbell.runtime.messaging;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.util.Optional;

/// The W3C trace context that a message carries, handed on to the messages its handler sends.
///
/// @param value as in the header of that name
public record TraceParent(String value) {
  private static final String LOCAL = "openbell.traceparent";

  /// That of the message which the calling thread handles.
  static Optional<TraceParent> current() {
    if (!VertxContext.isOnDuplicatedContext()) {
      return Optional.empty();
    }
    return ContextLocals.<String>get(LOCAL).map(TraceParent::new);
  }

  /// Binds it to the current duplicated context.
  void bind() {
    ContextLocals.put(LOCAL, value);
  }
}
