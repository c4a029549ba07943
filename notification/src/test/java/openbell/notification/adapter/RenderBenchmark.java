package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import openbell.model.artifact.Manifest;
import openbell.model.market.Session;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.notification.deliver.Delivery;
import openbell.notification.deliver.DeliveryPolicy;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendMeter;
import openbell.notification.deliver.SendPace;
import openbell.notification.render.LetterPress;
import openbell.notification.render.Letters;
import openbell.notification.render.TestLinks;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.testing.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A thousand mails with a thousand different charts, from message to file, ledger included:
/// `./mvnw -pl notification -am test -Dtest=RenderBenchmark`. Prints what it took.
class RenderBenchmark {
  private static final int MAILS = 1_000;
  private static final int WARM_UP = 500;
  private static final int ROWS = 5_000;

  @TempDir Path folder;

  @Test
  void writesAThousandMails() throws Exception {
    // Given
    Delivery delivery = delivery(new LedgerDatabase());
    List<NotificationRequested> requests = new ArrayList<>();
    for (int i = 0; i < MAILS; i++) {
      requests.add(request(i));
    }
    List<NotificationRequested> warmUp = new ArrayList<>();
    for (int i = 0; i < WARM_UP; i++) {
      warmUp.add(request(MAILS + i));
    }
    run(delivery, warmUp);
    // When
    long before = cpu();
    long start = System.nanoTime();
    List<LedgerState> states = run(delivery, requests);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    // Then
    Duration worked = Duration.ofNanos(cpu() - before);
    System.out.println(
        MAILS + " mails took " + took.toMillis() + " ms, CPU " + worked.toMillis() + " ms");
    assertThat(states).containsOnly(LedgerState.ACCEPTED);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(MAILS + WARM_UP);
    }
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static List<LedgerState> run(Delivery delivery, List<NotificationRequested> requests)
      throws InterruptedException {
    try (ExecutorService consumers = Executors.newFixedThreadPool(8)) {
      return consumers
          .invokeAll(
              requests.stream()
                  .<Callable<LedgerState>>map(
                      r -> () -> delivery.attempt(delivery.accept(r).entry()))
                  .toList())
          .stream()
          .map(Future::resultNow)
          .toList();
    }
  }

  private Delivery delivery(LedgerDatabase database) {
    LetterPress press =
        new LetterPress(
            TestLinks.links(),
            new QuteRenderer(),
            new StoredChartSource(new Curves(), 250),
            _ -> List.of());
    return new Delivery(
        database.ledger(),
        new FileChannel(folder),
        press,
        new Delivery.Sender("openbell@localhost", "localhost", TestLinks.links()),
        new DeliveryPolicy(Duration.ofHours(6), Duration.ofMinutes(15), Duration.ofSeconds(20), 8),
        database.rate("file", SendPace.NO_LIMIT, ManualClock.at("2018-05-11T13:30:00Z")),
        SendMeter.NONE,
        new Delivery.Surroundings(
            ManualClock.at("2018-05-11T13:30:00Z"), System::nanoTime, () -> 0.5, _ -> {}));
  }

  private static NotificationRequested request(int number) {
    RunRef run =
        RunRef.of(
            new Owner("anna"),
            new PortfolioId("p-" + number),
            new Session("XNYS", Letters.DAY),
            Letters.DAY.minusDays(1),
            "c0ffee00".repeat(8),
            1,
            Purpose.SCHEDULED);
    return Letters.of(run, Letters.sellReport(Letters.artifact(number)));
  }

  /// A store that makes its curves up, a different one for each artifact.
  private static final class Curves implements ArtifactStore {
    private final byte[] csv = Letters.equityCsv(3, ROWS, true);

    @Override
    public Published publish(ArtifactDraft draft) {
      throw new UnsupportedOperationException("nothing is published here");
    }

    @Override
    public Manifest manifest(ArtifactRef ref) {
      Manifest.File file = new Manifest.File("equity.csv", ref.key(), csv.length, "0".repeat(64));
      return new Manifest(
          1,
          request(0).run().runId(),
          1,
          "1",
          Letters.DAY,
          "c0ffee",
          "da7a",
          "0.1.0",
          List.of(),
          List.of(file),
          Instant.EPOCH);
    }

    @Override
    public byte[] read(Manifest.File file) {
      return csv.clone();
    }

    @Override
    public ArtifactRef put(String key, byte[] bytes) {
      throw new UnsupportedOperationException("nothing is kept here");
    }

    @Override
    public byte[] read(ArtifactRef ref) {
      throw new UnsupportedOperationException("only files are read here");
    }

    @Override
    public Optional<ArtifactRef> find(String runPrefix) {
      return Optional.empty();
    }
  }
}
