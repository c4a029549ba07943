package openbell.bench.mail;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import openbell.notification.adapter.QuteRenderer;
import openbell.notification.adapter.StoredChartSource;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Delivery;
import openbell.notification.deliver.Email;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendLedger;
import openbell.notification.deliver.SendOutcome;
import openbell.notification.render.ChartSource;
import openbell.notification.render.Renderer;

/// Mails made per second on two threads: model, HTML, text, picture, links, envelope; no ledger and
/// no provider.
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
    Delivery delivery = Post.delivery(willing(), new Sink(), Post.press(charts));
    return measure("whole mail, charts kept", entries, entry -> attempt(delivery, entry));
  }

  /// The rival: the same mail by the same code, with its picture drawn for each.
  Rates withChartsDrawnEachTime() throws InterruptedException {
    ChartSource charts =
        artifact -> new StoredChartSource(new MadeUpCurves(), CHART_SESSIONS).chart(artifact);
    Delivery delivery = Post.delivery(willing(), new Sink(), Post.press(charts));
    return measure(
        "rival: whole mail, chart drawn for each",
        spread(entries.size() / 10),
        entry -> attempt(delivery, entry));
  }

  /// The floor: Qute alone fills the same templates with models that are there already.
  Rates templatesAlone() throws InterruptedException {
    QuteRenderer qute = new QuteRenderer();
    List<Runnable> fills = Collections.synchronizedList(new ArrayList<>());
    ChartSource charts = new StoredChartSource(new MadeUpCurves(), CHART_SESSIONS);
    var press = Post.press(noting(qute, fills), charts);
    entries.forEach(entry -> press.print(entry.request(), entry.acceptedAt()));
    return measure("floor: Qute alone, models made before", fills, Runnable::run);
  }

  /// Every tenth mail, so that all portfolios are among them.
  private List<LedgerEntry> spread(int mails) {
    List<LedgerEntry> some = new ArrayList<>();
    for (int i = 0; i < mails; i++) {
      some.add(entries.get(i * (entries.size() / mails)));
    }
    return some;
  }

  private static void attempt(Delivery delivery, LedgerEntry entry) {
    LedgerState state = delivery.attempt(entry);
    if (state != LedgerState.ACCEPTED) {
      throw new IllegalStateException("a mail was not made: " + state);
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

  /// Notes every fill of a template, to be done again without what led to it.
  private static Renderer noting(Renderer real, List<Runnable> fills) {
    return (Renderer)
        Proxy.newProxyInstance(
            Renderer.class.getClassLoader(),
            new Class<?>[] {Renderer.class},
            (_, method, arguments) -> {
              fills.add(() -> call(real, method, arguments));
              return call(real, method, arguments);
            });
  }

  private static Object call(Object target, Method method, Object[] arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a template could not be filled", e);
    }
  }

  /// A ledger that agrees to everything.
  private static SendLedger willing() {
    return (SendLedger)
        Proxy.newProxyInstance(
            SendLedger.class.getClassLoader(),
            new Class<?>[] {SendLedger.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "claim" -> OptionalLong.of(1);
                  case "settle", "resolve" -> true;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  /// Where mails end when nothing is to be sent.
  private static final class Sink implements Channel {
    @Override
    public String name() {
      return "ses";
    }

    @Override
    public SendOutcome send(Email email) {
      return new SendOutcome.Accepted(email.ledgerId());
    }
  }
}
