package openbell.bench.api;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// Many requests over a few connections from one thread.
///
/// At a fixed rate a request counts from the moment it was meant: one that waits because all
/// connections are busy has waited at the server's cost.
final class Load {
  private static final long SHORT = 50_000;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final InetSocketAddress server;
  private final int connections;

  Load(InetSocketAddress server, int connections) {
    this.server = server;
    this.connections = connections;
  }

  /// @param nanos sorted, one per answer
  /// @param failed answers that were no success
  /// @param took from the first request to the last answer
  record Result(long[] nanos, int failed, Duration took) {
    double milliseconds(double quantile) {
      return nanos.length == 0
          ? Double.NaN
          : nanos[Math.max(0, (int) Math.ceil(quantile * nanos.length) - 1)] / 1e6;
    }

    double perSecond() {
      return nanos.length / (took.toNanos() / 1e9);
    }
  }

  /// @param perSecond requests a second; 0 for as many as the connections carry
  /// @param count requests in all
  /// @param request the bytes of request number n
  /// @param answered hears every successful answer
  Result run(int perSecond, int count, IntFunction<byte[]> request, Consumer<String> answered)
      throws IOException {
    try (Selector selector = Selector.open()) {
      Deque<Line> idle = new ArrayDeque<>();
      for (int n = 0; n < connections; n++) {
        idle.add(Line.open(server, selector));
      }
      return new Round(selector, idle, perSecond, count, request, answered).run();
    }
  }

  /// One measurement.
  private static final class Round {
    private final Selector selector;
    private final Deque<Line> idle;
    private final long gap;
    private final IntFunction<byte[]> request;
    private final Consumer<String> answered;
    private final long[] nanos;
    private final long start = System.nanoTime();
    private int sent;
    private int done;
    private int failed;

    Round(
        Selector selector,
        Deque<Line> idle,
        int perSecond,
        int count,
        IntFunction<byte[]> request,
        Consumer<String> answered) {
      this.selector = selector;
      this.idle = idle;
      this.gap = perSecond == 0 ? 0 : 1_000_000_000L / perSecond;
      this.request = request;
      this.answered = answered;
      this.nanos = new long[count];
    }

    Result run() throws IOException {
      long last = start;
      while (done < nanos.length) {
        sendDue();
        if (selector.selectNow() == 0) {
          LockSupport.parkNanos(SHORT);
        } else {
          last = System.nanoTime();
          receive();
        }
        if (System.nanoTime() - last > LONGEST_WAIT.toNanos()) {
          throw new IllegalStateException("no answer for " + LONGEST_WAIT);
        }
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      for (SelectionKey key : selector.keys()) {
        ((Line) key.attachment()).close();
      }
      Arrays.sort(nanos);
      return new Result(nanos, failed, took);
    }

    private void sendDue() throws IOException {
      long now = System.nanoTime();
      while (sent < nanos.length && !idle.isEmpty() && now >= start + sent * gap) {
        idle.poll().send(request.apply(sent), gap == 0 ? now : start + sent * gap);
        sent++;
      }
    }

    private void receive() throws IOException {
      for (SelectionKey key : selector.selectedKeys()) {
        Line line = (Line) key.attachment();
        int status = line.read();
        if (status < 0) {
          throw new IOException("the server hung up");
        }
        if (status > 0) {
          nanos[done++] = System.nanoTime() - line.dueNanos();
          if (status < 300) {
            answered.accept(line.text());
          } else {
            failed++;
          }
          idle.add(line);
        }
      }
      selector.selectedKeys().clear();
    }
  }
}
