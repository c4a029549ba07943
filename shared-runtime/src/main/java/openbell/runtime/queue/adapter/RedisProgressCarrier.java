package openbell.runtime.queue.adapter;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.live.Progress;
import openbell.runtime.live.ProgressCarrier;
import openbell.runtime.live.adapter.ProgressJson;
import org.jspecify.annotations.Nullable;

/// Batches in a list of Redis, announcements by its pub/sub. Each of sending, waiting and listening
/// has a connection of its own, opened with the first use.
public final class RedisProgressCarrier implements ProgressCarrier {
  private static final String TOLD = "{openbell}:live:told";
  private static final String WRITTEN = "openbell:live:written";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// Batches that wait at most.
  private static final int MOST_BATCHES = 10_000;

  private final RedisLine calls;
  private final RedisLine waits;
  private final RedisEars ears;
  private final ProgressJson json = new ProgressJson();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  public RedisProgressCarrier(Vertx vertx, RedisServers servers) {
    this.calls = new RedisLine(vertx, servers);
    this.waits = new RedisLine(vertx, servers);
    this.ears = new RedisEars(vertx, servers, WRITTEN, () -> listeners.forEach(Runnable::run));
  }

  @Override
  public void send(List<Progress> batch) {
    Response length =
        call(Request.cmd(Command.RPUSH).arg(TOLD).arg(Buffer.buffer(json.write(batch))));
    if (length != null && Long.parseLong(length.toString()) > MOST_BATCHES) {
      var _ = call(Request.cmd(Command.LTRIM).arg(TOLD).arg(-MOST_BATCHES).arg(-1));
    }
  }

  private @Nullable Response call(Request request) {
    try {
      return calls.call(request, PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FailureException.of(FailureReason.QUEUE_UNAVAILABLE, "interrupted while asking Redis");
    }
  }

  /// Waits with one command that blocks; under load a second one fetches more.
  @Override
  public int receive(Duration longest, int most, Consumer<List<Progress>> reader)
      throws InterruptedException {
    String seconds = String.format(Locale.ROOT, "%.3f", Math.max(1, longest.toMillis()) / 1000.0);
    Response first = waited(seconds, longest);
    if (first == null) {
      return 0;
    }
    List<Progress> all = new ArrayList<>(json.read(first.get(1).toBytes()));
    Response more = call(Request.cmd(Command.LPOP).arg(TOLD).arg(Math.max(1, most - 1)));
    if (more != null) {
      more.forEach(batch -> all.addAll(json.read(batch.toBytes())));
    }
    reader.accept(all);
    return all.size();
  }

  private @Nullable Response waited(String seconds, Duration longest) throws InterruptedException {
    try {
      return waits.call(Request.cmd(Command.BLPOP).arg(TOLD).arg(seconds), longest.plus(PATIENCE));
    } catch (InterruptedException e) {
      waits.reset();
      throw e;
    } catch (FailureException e) {
      // The server is gone, or the way to it: so is the other connection that only listens.
      ears.doubt();
      throw e;
    }
  }

  @Override
  public void announce() {
    var _ = call(Request.cmd(Command.PUBLISH).arg(WRITTEN).arg("1"));
  }

  @Override
  public void listen(Runnable heard) {
    listeners.add(heard);
    ears.open();
  }

  @Override
  public void close() {
    ears.close();
    calls.close();
    waits.close();
  }
}
