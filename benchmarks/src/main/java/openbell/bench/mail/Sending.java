package openbell.bench.mail;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import openbell.model.run.ArtifactRef;
import openbell.notification.adapter.SesChannel;
import openbell.notification.adapter.StoredChartSource;
import openbell.notification.deliver.Delivery;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.render.ChartSource;
import openbell.notification.wiring.SesClients;

/// Mails from the ledger through {@link Delivery} and {@link SesChannel} to a provider on loopback:
/// claimed and committed, printed, sent, settled.
final class Sending {
  private static final int SENDERS = 8;
  private static final int BATCH = 50;
  private static final int QUARTERS = 4;
  private static final int CHART_SESSIONS = 250;
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

  private Sending() {}

  /// @param heap bytes in use after a collection, at the start and after each quarter
  /// @param cpu seconds that this process worked: senders and endpoint, without PostgreSQL
  record Sent(
      int mails, double seconds, double cpu, long once, long wrong, long bytes, List<Long> heap) {}

  /// The pictures of `artifacts` are drawn before the watch starts, as the mails of a batch find
  /// them.
  static Sent run(Post post, List<String> ids, Set<ArtifactRef> artifacts)
      throws IOException, InterruptedException {
    ChartSource charts = new StoredChartSource(new MadeUpCurves(), CHART_SESSIONS);
    artifacts.forEach(charts::chart);
    try (LoopbackSes ses = new LoopbackSes(ids);
        var client = SesClients.of("eu-west-1", Optional.of(ses.endpoint()), CALL_TIMEOUT)) {
      Delivery delivery =
          Post.delivery(post.ledger(), new SesChannel(client, ""), Post.press(charts));
      List<Long> heap = new ArrayList<>();
      heap.add(heap());
      double seconds = 0;
      double before = Cpu.seconds();
      for (int quarter = 0; quarter < QUARTERS; quarter++) {
        seconds += seconds(delivery, ids.size() / QUARTERS);
        heap.add(heap());
      }
      return new Sent(
          ids.size(), seconds, Cpu.seconds() - before, ses.once(), ses.wrong(), ses.bytes(), heap);
    }
  }

  private static double seconds(Delivery delivery, int mails) throws InterruptedException {
    AtomicInteger left = new AtomicInteger(mails / BATCH);
    Runnable sender =
        () -> {
          while (left.getAndDecrement() > 0) {
            for (LedgerEntry entry : delivery.due(BATCH)) {
              delivery.attempt(entry);
            }
          }
        };
    long start = System.nanoTime();
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        running.add(senders.submit(sender));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a sender stopped", e.getCause());
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /// The collection is asked for twice: the first one may leave what it has only just found.
  private static long heap() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
