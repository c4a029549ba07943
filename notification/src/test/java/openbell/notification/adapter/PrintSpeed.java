package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.portfolio.Subscriber;
import openbell.model.run.Purpose;
import openbell.notification.render.LetterPress;
import openbell.notification.render.Letters;
import openbell.notification.render.MoreLetters;
import org.junit.jupiter.api.Test;

/// How many letters two threads print in a second of their CPU time, each for another reader:
/// `./mvnw -pl notification -am test -Dtest=PrintSpeed`. Prints what it found; takes 4 s.
class PrintSpeed {
  private static final int THREADS = 2;

  /// More than reports are kept.
  private static final int MOST = 2_000;

  private static final Duration EACH = Duration.ofSeconds(1);

  @Test
  void printsForManyReaders() {
    LetterPress press = Presses.of();
    measure("shared, warming up", press, i -> reader(i, 0));
    long shared = measure("one report, many readers", press, i -> reader(i, 0));
    measure("another report each, warming up", press, i -> reader(i, i));
    long anew = measure("another report each", press, i -> reader(i, i));
    assertThat(List.of(shared, anew)).allMatch(rate -> rate > 0);
  }

  private static long measure(
      String what, LetterPress press, IntFunction<NotificationRequested> requests) {
    List<NotificationRequested> all = IntStream.range(0, MOST).mapToObj(requests).toList();
    long end = System.nanoTime() + EACH.toNanos();
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      List<CompletableFuture<Double>> rates =
          IntStream.range(0, THREADS)
              .mapToObj(
                  t ->
                      CompletableFuture.supplyAsync(
                          () -> {
                            long begun = clock.getCurrentThreadCpuTime();
                            int mails = 0;
                            for (int i = t; System.nanoTime() < end; i += THREADS) {
                              press.print(all.get(i % MOST), Presses.ACCEPTED);
                              mails++;
                            }
                            return mails * 1e9 / (clock.getCurrentThreadCpuTime() - begun);
                          },
                          threads))
              .toList();
      long rate = Math.round(rates.stream().mapToDouble(CompletableFuture::join).sum());
      System.out.println("SPEED " + what + ": " + rate + " mails/s");
      return rate;
    }
  }

  /// @param report number of the report; the same number is the same report
  private static NotificationRequested reader(int number, int report) {
    var request =
        Letters.of(
            Letters.run(Purpose.SCHEDULED, 1 + report),
            Letters.sellReport(Letters.artifact(report)));
    return MoreLetters.as(
        request,
        "en",
        Preference.EVERY_SESSION,
        new Subscriber(
            "s-" + number, LocalDate.parse("2018-02-20"), ZoneId.of("Europe/Berlin"), null, false),
        null,
        List.of());
  }
}
