package openbell.bench.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.Purpose;
import openbell.model.run.RunId;
import openbell.model.run.RunRef;
import openbell.runtime.live.Progress;
import openbell.runtime.live.Stage;

/// Events of runs at a fixed rate, in batches of what ten milliseconds bring.
final class Events implements AutoCloseable {
  private static final int BATCHES_PER_SECOND = 100;
  private static final LocalDate DAY = LocalDate.parse("2018-05-11");

  private final EventFeed feed;
  private final List<String> runs;

  private Events(EventFeed feed, List<String> runs) {
    this.feed = feed;
    this.runs = runs;
  }

  /// Through the carrier by which all services tell, on the Redis of the queue.
  static Events of(ApiServer server, List<String> runs) {
    return new Events(Carriers.feed(server.redisUri()), runs);
  }

  /// Starts to tell, in a thread of its own.
  Thread tell(int perSecond, int count) {
    return Thread.ofPlatform().daemon().start(() -> tellAll(perSecond, count));
  }

  private void tellAll(int perSecond, int count) {
    int size = perSecond / BATCHES_PER_SECOND;
    long start = System.nanoTime();
    for (int n = 0; n < count; n += size) {
      long due = start + n * (1_000_000_000L / perSecond);
      LockSupport.parkNanos(due - System.nanoTime());
      List<Progress> batch = new ArrayList<>();
      Instant now = Instant.now();
      for (int i = n; i < Math.min(count, n + size); i++) {
        batch.add(new Progress(run(i), Stage.CLAIMED, 1, now, ""));
      }
      feed.send(batch);
    }
  }

  private RunRef run(int n) {
    return new RunRef(
        new Owner("owner"),
        new PortfolioId("p-bench"),
        new RunId(runs.get(n % runs.size())),
        new Session("XNYS", DAY),
        DAY.minusDays(1),
        "0".repeat(64),
        1,
        Purpose.MANUAL);
  }

  @Override
  public void close() {
    feed.close();
  }
}
