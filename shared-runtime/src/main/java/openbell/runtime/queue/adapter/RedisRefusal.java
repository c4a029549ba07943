package openbell.runtime.queue.adapter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An error that Redis answered, as opposed to no answer.
final class RedisRefusal extends Exception {
  private static final long serialVersionUID = 1L;
  private static final List<String> CANNOT_SERVE =
      List.of("READONLY", "LOADING", "MASTERDOWN", "UNBLOCKED", "CLUSTERDOWN");

  private RedisRefusal(String text) {
    super(text);
  }

  /// The refusal in what a call failed with, or null when the call did not get an answer.
  static @Nullable RedisRefusal of(@Nullable Throwable cause) {
    return cause instanceof io.vertx.redis.client.impl.types.ErrorType error
        ? new RedisRefusal(error.toString())
        : null;
  }

  String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /// This server will not help for a while; another connection may reach one that does.
  boolean cannotServe() {
    return CANNOT_SERVE.stream().anyMatch(text()::startsWith);
  }

  boolean unknownScript() {
    return text().startsWith("NOSCRIPT");
  }

  boolean outOfMemory() {
    return text().contains("OOM command not allowed");
  }
}
