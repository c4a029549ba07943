package openbell.runtime.queue.adapter;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.ModelContract;
import openbell.runtime.queue.Mutation;
import openbell.runtime.testing.ManualClock;
import openbell.runtime.testing.RealRedis;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// The scripts live like the model, and are told from scripts in which a rule is missing.
class RedisModelTest extends ModelContract {
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static RealRedis redis;
  private static Vertx vertx;

  private final List<RedisJobQueues> opened = new ArrayList<>();

  @BeforeAll
  static void start() {
    redis = RealRedis.with("--appendonly", "no");
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    redis.close();
  }

  @AfterEach
  void close() {
    opened.forEach(RedisJobQueues::close);
  }

  @Override
  protected JobQueue newQueue(ManualClock clock, long capacity, @Nullable Mutation mutation) {
    close();
    opened.clear();
    RedisScripts scripts = mutation == null ? RedisScripts.asWritten() : without(mutation);
    RedisJobQueues queues =
        new RedisJobQueues(vertx, RedisServers.of(redis.uri()), capacity, clock::millis, scripts);
    opened.add(queues);
    return queues.named("life-" + NAMES.incrementAndGet());
  }

  private static RedisScripts without(Mutation mutation) {
    return switch (mutation) {
      case FENCE_CHECK_DROPPED -> replaced("f[1] ~= 'active' or f[2] ~= fence", "false");
      case FENCE_NOT_RISING ->
          replaced("fence = math.max(fence + 1, micros)", "fence = math.max(fence, micros)");
      case DEDUPE_DROPPED ->
          replaced(
              "if call('EXISTS', job(id)) == 1 then\n    answers", "if false then\n    answers");
      case REPEATED_ANSWER_DROPPED -> replaced("elseif f[3] == fence then", "elseif false then");
      case LEASE_KEPT_ON_DONE ->
          replaced("call('ZREM', LEASE, unpack(done))", "call('ZREM', LEASE, 'nobody')");
      case REAP_DROPPED -> replaced("reap(silence > 1000 and 1000 or 100)", "");
      case REST_DROPPED -> replaced("(draining or rests) and 0 or", "draining and 0 or");
      case REPEATED_CLAIM_DROPPED -> replaced("local last = queue[5]", "local last = nil");
    };
  }

  /// @throws IllegalStateException when no script has the text
  private static RedisScripts replaced(String text, String other) {
    AtomicInteger found = new AtomicInteger();
    UnaryOperator<String> change =
        script -> {
          found.addAndGet(script.contains(text) ? 1 : 0);
          return script.replace(text, other);
        };
    RedisScripts scripts = RedisScripts.changed(change);
    if (found.get() == 0) {
      throw new IllegalStateException("no script has the text: " + text);
    }
    return scripts;
  }
}
