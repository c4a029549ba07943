package openbell.runtime.queue.adapter;

import io.vertx.redis.client.impl.types.ErrorType;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An error that Redis answered, as opposed to no answer.
///
/// `BUSY` (a script of somebody else runs too long) and `TRYAGAIN` or `ASK` (the queue's slot is on
/// its way to another node) pass by themselves: the caller asks again later, on the same
/// connection.
final class RedisRefusal extends Exception {
  private static final long serialVersionUID = 1L;
  private static final String MOVED = "MOVED ";
  private static final List<String> CANNOT_SERVE =
      List.of("READONLY", "LOADING", "MASTERDOWN", "UNBLOCKED", "CLUSTERDOWN", MOVED);

  /// Redis 6 wraps what a command inside a script was refused with.
  private static final Pattern IN_SCRIPT =
      Pattern.compile("^ERR Error running script.* -?READONLY ");

  private RedisRefusal(String text) {
    super(text);
  }

  /// The refusal in what a call failed with, or null when the call did not get an answer.
  static @Nullable RedisRefusal of(@Nullable Throwable cause) {
    return cause instanceof ErrorType error ? new RedisRefusal(error.toString()) : null;
  }

  String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /// This server will not help for a while; another connection may reach one that does.
  boolean cannotServe() {
    return CANNOT_SERVE.stream().anyMatch(text()::startsWith) || IN_SCRIPT.matcher(text()).find();
  }

  /// Which node of a cluster has the queue, as `host:port`; null when this is no such answer.
  @Nullable String movedTo() {
    return text().startsWith(MOVED) ? text().substring(text().lastIndexOf(' ') + 1) : null;
  }

  boolean unknownScript() {
    return text().startsWith("NOSCRIPT");
  }

  boolean outOfMemory() {
    return text().contains("OOM command not allowed");
  }
}
