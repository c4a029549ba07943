package openbell.bench.mail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import openbell.notification.adapter.StoredChartSource;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.render.ChartSource;
import openbell.notification.render.LetterPress;

/// Letters made per second on two threads: model, HTML, text, picture, links; no ledger and no
/// provider.
final class Rendering {
  private static final int THREADS = 2;
  private static final int CHART_SESSIONS = 250;

  private final List<LedgerEntry> entries;
  private final int rounds;

  Rendering(List<LedgerEntry> entries, int rounds) {
    this.entries = entries;
    this.rounds = rounds;
  }

  /// @param rates mails per second of each round, slowest first
  /// @param cpuMicros work of the process per mail, over all rounds
  record Rates(String title, int mails, List<Double> rates, double cpuMicros) {
    double median() {
      return rates.get(rates.size() / 2);
    }
  }

  /// Every picture is drawn once, before the watch starts.
  Rates withKeptCharts() throws InterruptedException {
    ChartSource charts = new StoredChartSource(new MadeUpCurves(), CHART_SESSIONS);
    LetterPress press = Post.press(charts);
    return measure("whole letter, charts kept", entries, entry -> print(press, entry));
  }

  /// The rival: the same mail by the same code, with its picture drawn for each.
  Rates withChartsDrawnEachTime() throws InterruptedException {
    ChartSource charts =
        artifact -> new StoredChartSource(new MadeUpCurves(), CHART_SESSIONS).chart(artifact);
    LetterPress press = Post.press(charts);
    return measure(
        "rival: whole letter, chart drawn for each",
        spread(entries.size() / 10),
        entry -> print(press, entry));
  }

  /// Every tenth mail, so that all portfolios are among them.
  private List<LedgerEntry> spread(int mails) {
    List<LedgerEntry> some = new ArrayList<>();
    for (int i = 0; i < mails; i++) {
      some.add(entries.get(i * (entries.size() / mails)));
    }
    return some;
  }

  private static void print(LetterPress press, LedgerEntry entry) {
    String html = press.print(entry.request(), entry.acceptedAt()).content().html();
    if (html.isEmpty()) {
      throw new IllegalStateException("a mail was not made: " + entry.id());
    }
  }

  private <T> Rates measure(String title, List<T> work, Consumer<T> make)
      throws InterruptedException {
    seconds(work, make);
    double[] rates = new double[rounds];
    double before = Cpu.seconds();
    for (int round = 0; round < rounds; round++) {
      rates[round] = work.size() / seconds(work, make);
    }
    double micros = (Cpu.seconds() - before) * 1e6 / rounds / work.size();
    Arrays.sort(rates);
    return new Rates(title, work.size(), Arrays.stream(rates).boxed().toList(), micros);
  }

  private static <T> double seconds(List<T> work, Consumer<T> make) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    Runnable worker =
        () -> {
          for (int i = next.getAndIncrement(); i < work.size(); i = next.getAndIncrement()) {
            make.accept(work.get(i));
          }
        };
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(threads.submit(worker));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a mail could not be made", e.getCause());
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
