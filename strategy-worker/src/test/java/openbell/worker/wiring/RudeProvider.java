package openbell.worker.wiring;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import openbell.worker.testing.StandInProvider;

/// Answers after 300 ms, fails every fifth time, and refuses more than ten questions in a second.
final class RudeProvider {
  private static final int PER_SECOND = 10;
  private static final int BARS = 30;

  private final LocalDate last;
  private final AtomicInteger came = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private final Map<Long, AtomicInteger> bySecond = new ConcurrentHashMap<>();
  private final Map<Integer, AtomicInteger> byStatus = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> given = new ConcurrentHashMap<>();
  private volatile boolean oldIsDown;

  /// @param last day of the last bar; the symbol `late` lacks it
  RudeProvider(LocalDate last) {
    this.last = last;
  }

  /// From now on, nothing is known of the symbol `old`.
  void loseOld() {
    oldIsDown = true;
    given.clear();
    byStatus.clear();
  }

  void answer(HttpExchange exchange) throws IOException {
    String symbol = exchange.getRequestURI().getQuery().replaceAll("s=(.*)\\.us&i=d", "$1");
    long second = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
    int inSecond = bySecond.computeIfAbsent(second, _ -> new AtomicInteger()).incrementAndGet();
    // Whoever comes slowly is refused now and then, too: how fast the machine is must not matter.
    if (came.incrementAndGet() % 8 == 0 || inSecond > PER_SECOND) {
      exchange.getResponseHeaders().add("Retry-After", "1");
      reply(exchange, 429, "slower, please");
      return;
    }
    think();
    if (asked.incrementAndGet() % 5 == 0 || (oldIsDown && symbol.equals("old"))) {
      reply(exchange, 500, "<html>sorry</html>");
      return;
    }
    given.computeIfAbsent(symbol, _ -> new AtomicInteger()).incrementAndGet();
    reply(exchange, 200, bars(symbol));
  }

  private void reply(HttpExchange exchange, int status, String body) throws IOException {
    byStatus.computeIfAbsent(status, _ -> new AtomicInteger()).incrementAndGet();
    StandInProvider.reply(exchange, status, body);
  }

  private static void think() {
    try {
      var _ = new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String bars(String symbol) {
    StringBuilder text = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
    int end = symbol.equals("late") ? 1 : 0;
    for (int back = BARS - 1; back >= end; back--) {
      double price = 100 + 10 * Math.sin((back + symbol.hashCode() % 7) / 6.0);
      text.append(last.minusDays(back))
          .append(",%1$.2f,%2$.2f,%1$.2f,%2$.2f,1000%n".formatted(price, price + 1));
    }
    return text.toString();
  }

  /// How often each symbol was given.
  Map<String, AtomicInteger> given() {
    return new TreeMap<>(given);
  }

  /// How often each status was answered.
  Map<Integer, AtomicInteger> byStatus() {
    return new TreeMap<>(byStatus);
  }
}
