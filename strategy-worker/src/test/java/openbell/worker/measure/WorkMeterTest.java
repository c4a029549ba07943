package openbell.worker.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import openbell.model.market.Session;
import openbell.model.message.MeasuredAttempt;
import openbell.model.message.Message;
import openbell.model.message.WorkMeasured;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.runtime.channel.Outlet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkMeterTest {
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor();
  private final List<Message> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void endTheThread() {
    teller.shutdownNow();
  }

  @Test
  void tellsAttemptsTogetherAndOnlyOnce() {
    // Given
    WorkMeter meter = meter(told::add, Duration.ofMillis(100));
    // When three attempts end soon after each other
    List<MeasuredAttempt> attempts = List.of(attempt(1), attempt(2), attempt(3));
    attempts.forEach(meter::add);
    await().atMost(LONGEST).until(() -> !told.isEmpty());
    meter.close(LONGEST);
    // Then
    assertThat(told).containsExactly(new WorkMeasured("worker-1", "w-7-1", 2, attempts));
  }

  @Test
  void tellsAFullBatchAtOnceAndTheRestWhenItEnds() {
    // Given
    WorkMeter meter = meter(told::add, NEVER);
    // When
    for (int n = 1; n <= WorkMeasured.MOST; n++) {
      meter.add(attempt(n));
    }
    // Then
    await().atMost(LONGEST).until(() -> told.size() == 1);
    // When
    meter.add(attempt(101));
    meter.close(LONGEST);
    // Then
    assertThat(told.stream().map(WorkMeasured.class::cast).map(batch -> batch.attempts().size()))
        .containsExactly(WorkMeasured.MOST, 1);
    assertThat(told.stream().map(Message::key)).containsExactly("w-7-1", "w-7-2");
    assertThat(meter.leftOut()).isZero();
  }

  @Test
  void tellsABatchThatNobodyTookAgainByTheSameName() {
    // Given a queue that fails once, after it may have heard the batch
    CountDownLatch failed = new CountDownLatch(1);
    WorkMeter meter =
        meter(
            message -> {
              told.add(message);
              if (failed.getCount() > 0) {
                failed.countDown();
                throw FailureException.of(FailureReason.QUEUE_UNAVAILABLE, "gone for a moment");
              }
            },
            Duration.ofMillis(1));
    // When
    meter.add(attempt(1));
    await().atMost(LONGEST).until(() -> failed.getCount() == 0);
    meter.close(LONGEST);
    // Then
    assertThat(told).hasSize(2);
    assertThat(told.get(1)).isEqualTo(told.getFirst());
  }

  @Test
  void neitherWaitsNorFailsWhenNobodyListens() {
    // Given a queue that does not answer
    CountDownLatch never = new CountDownLatch(1);
    WorkMeter meter = meter(_ -> awaitQuietly(never), Duration.ofMillis(1));
    // When more attempts end than may wait
    for (int n = 1; n <= WorkMeter.MOST_WAITING + 2 * WorkMeasured.MOST; n++) {
      meter.add(attempt(n));
    }
    meter.close(Duration.ofMillis(50));
    meter.add(attempt(1));
    // Then what is left out is known, and the process can end
    assertThat(meter.leftOut()).isGreaterThanOrEqualTo(WorkMeter.MOST_WAITING);
    assertThat(teller.isShutdown()).isTrue();
  }

  private WorkMeter meter(Outlet<Message> outlet, Duration every) {
    return new WorkMeter(outlet, new WorkMeter.Source("worker-1", "w-7", 2), every, teller);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static MeasuredAttempt attempt(int n) {
    RunRef run =
        RunRef.of(
            new Owner("local"),
            new PortfolioId("p-" + n),
            new Session("XNYS", LocalDate.of(2018, 1, 2)),
            LocalDate.of(2017, 12, 29),
            "ab".repeat(32),
            1,
            Purpose.SCHEDULED);
    Instant begun = Instant.parse("2018-01-02T14:30:00Z");
    return new MeasuredAttempt(run, null, 1, begun, Duration.ofMillis(n), true);
  }
}
