package openbell.bench.mail;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import openbell.model.run.ArtifactRef;
import openbell.notification.adapter.SesChannel;
import openbell.notification.adapter.StoredChartSource;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Dispatch;
import openbell.notification.deliver.SendLedger;
import openbell.notification.deliver.SharedRate;
import openbell.notification.render.ChartSource;
import openbell.notification.wiring.SesClients;

/// Mails from the ledger through {@link Delivery} and {@link SesChannel} to a provider on loopback:
/// claimed and committed, printed, sent, settled.
final class Sending {
  private static final int BATCH = 500;
  private static final int LANES = 4;
  private static final int AT_ONCE = 32;
  private static final Duration LONGEST = Duration.ofMinutes(5);
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
      Dispatch dispatch = dispatch(post, new SesChannel(client, ""), charts);
      Heap heap = new Heap(ses, ids.size() / QUARTERS);
      Thread watch = Thread.ofPlatform().name("bench-heap").start(heap);
      double before = Cpu.seconds();
      double seconds = seconds(dispatch, ids.size());
      double cpu = Cpu.seconds() - before;
      watch.join(LONGEST);
      return new Sent(ids.size(), seconds, cpu, ses.once(), ses.wrong(), ses.bytes(), heap.seen());
    }
  }

  private static Dispatch dispatch(Post post, Channel ses, ChartSource charts) {
    SendLedger ledger = post.ledger();
    Channel channel = post.keeping(ses);
    SharedRate rate = post.rate(channel);
    return new Dispatch(
        Post.delivery(ledger, channel, Post.press(charts), rate),
        ledger,
        rate,
        new Dispatch.Size(BATCH, LANES, AT_ONCE),
        Post.AROUND,
        Runnable::run);
  }

  private static double seconds(Dispatch dispatch, int mails) throws InterruptedException {
    long start = System.nanoTime();
    int sent = 0;
    // A round may find fewer rows than there are: what it has just handed out is left alone.
    while (sent < mails && System.nanoTime() - start < LONGEST.toNanos()) {
      sent += dispatch.sendDue();
    }
    if (!dispatch.awaitIdle(LONGEST)) {
      throw new IllegalStateException("a call did not come back");
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /// Looks at the memory at the start and after each quarter of the mails, while the others are
  /// being sent.
  private static final class Heap implements Runnable {
    private final LoopbackSes ses;
    private final int quarter;
    private final List<Long> seen = new ArrayList<>();

    Heap(LoopbackSes ses, int quarter) {
      this.ses = ses;
      this.quarter = quarter;
      seen.add(inUse());
    }

    @Override
    public void run() {
      long until = System.nanoTime() + LONGEST.toNanos();
      for (int reached = 1; reached <= QUARTERS; reached++) {
        while (ses.requests() < (long) reached * quarter && System.nanoTime() < until) {
          LockSupport.parkNanos(1_000_000);
        }
        seen.add(inUse());
      }
    }

    List<Long> seen() {
      return seen;
    }

    /// The collection is asked for twice: the first one may leave what it has only just found.
    private static long inUse() {
      System.gc();
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      return runtime.totalMemory() - runtime.freeMemory();
    }
  }
}
