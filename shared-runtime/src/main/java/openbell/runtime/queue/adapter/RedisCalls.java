package openbell.runtime.queue.adapter;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import org.jspecify.annotations.Nullable;

/// Runs a queue's scripts by their hash, and loads those that the server does not know.
///
/// @param virtualNow milliseconds for tests; 0: the server's clock
record RedisCalls(RedisKeys keys, LongSupplier virtualNow) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// @param args strings, byte arrays and whole numbers
  Response run(RedisLine line, RedisScript script, List<?> args) {
    try {
      return runOrLoad(line, script, args);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailureException(
          new Failure(FailureReason.QUEUE_UNAVAILABLE, "interrupted while waiting for Redis"), e);
    }
  }

  private Response runOrLoad(RedisLine line, RedisScript script, List<?> args)
      throws InterruptedException {
    try {
      return present(line.call(request(script, args), PATIENCE));
    } catch (FailureException e) {
      if (!(e.getCause() instanceof RedisRefusal refusal && refusal.unknownScript())) {
        throw e;
      }
      line.call(Request.cmd(Command.SCRIPT).arg("LOAD").arg(script.text()), PATIENCE);
      return present(line.call(request(script, args), PATIENCE));
    }
  }

  private static Response present(@Nullable Response answer) {
    return Objects.requireNonNull(answer, "every script answers");
  }

  private Request request(RedisScript script, List<?> args) {
    List<String> all = keys.all();
    Request request = Request.cmd(Command.EVALSHA).arg(script.sha()).arg(all.size());
    all.forEach(request::arg);
    request.arg(virtualNow.getAsLong());
    for (Object arg : args) {
      switch (arg) {
        case byte[] bytes -> request.arg(bytes);
        case Number number -> request.arg(number.longValue());
        default -> request.arg(arg.toString());
      }
    }
    return request;
  }
}
