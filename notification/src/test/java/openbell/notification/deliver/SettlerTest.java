package openbell.notification.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.testing.ManualClock;
import org.junit.jupiter.api.Test;

class SettlerTest {
  private static final Settlement SENT = new Settlement("0a1b2c", 7, Verdict.accepted("m-1"));
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final AtomicInteger writes = new AtomicInteger();

  @Test
  void writesTheOutcomeDownWhenTheDatabaseIsBack() {
    // Given a ledger that does not answer twice
    Settler settler = settler(2, System::nanoTime);
    // When
    settler.settle(SENT, System.nanoTime() + MINUTE);
    // Then
    assertThat(writes).hasValue(3);
  }

  @Test
  void givesUpWhenTheFenceIsOver() {
    // Given a clock that reaches the end of the fence with the third look
    AtomicInteger looks = new AtomicInteger();
    Settler settler = settler(100, looks::incrementAndGet);
    // When
    var settling = assertThatThrownBy(() -> settler.settle(SENT, 3));
    // Then
    settling.isInstanceOf(FailureException.class);
    assertThat(writes).hasValue(3);
  }

  @Test
  void triesNothingAgainWhenTheProcessEnds() {
    // Given
    Settler settler = settler(100, System::nanoTime);
    settler.hurry();
    // When
    var settling = assertThatThrownBy(() -> settler.settle(SENT, System.nanoTime() + MINUTE));
    // Then
    settling.isInstanceOf(FailureException.class);
    assertThat(writes).hasValue(1);
  }

  private Settler settler(int failing, LongSupplier nanos) {
    return new Settler(ledger(failing), ManualClock.at("2018-05-11T13:30:00Z"), nanos);
  }

  /// A ledger whose first writes fail.
  private SendLedger ledger(int failing) {
    return (SendLedger)
        Proxy.newProxyInstance(
            SendLedger.class.getClassLoader(),
            new Class<?>[] {SendLedger.class},
            (_, _, arguments) -> {
              if (writes.incrementAndGet() <= failing) {
                throw new FailureException(
                    new Failure(FailureReason.DATABASE_UNAVAILABLE, "The ledger is away."));
              }
              return ((List<?>) arguments[0]).size();
            });
  }
}
