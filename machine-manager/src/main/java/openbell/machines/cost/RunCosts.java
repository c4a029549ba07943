package openbell.machines.cost;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import openbell.model.message.WorkMeasured;

/// Takes what workers measured into the books. A batch of theirs is one statement here, so that ten
/// thousand runs are a hundred of them.
public final class RunCosts {
  private static final Duration SWEEP_EVERY = Duration.ofHours(6);

  private final CostLedger ledger;
  private final Price price;
  private final Keep keep;
  private final Clock clock;
  private final AtomicReference<Instant> swept;

  /// How long what is known.
  ///
  /// @param lines single attempts
  /// @param days what they were per day and portfolio, and the times of machines
  public record Keep(Duration lines, Duration days) {}

  public RunCosts(CostLedger ledger, Price price, Keep keep, Clock clock) {
    this.ledger = ledger;
    this.price = price;
    this.keep = keep;
    this.clock = clock;
    this.swept = new AtomicReference<>(clock.instant());
  }

  /// Returns when the batch is written down; the same batch twice is once.
  ///
  /// @throws openbell.model.run.FailureException when it could not be; tell it again
  public void take(WorkMeasured batch) {
    if (!batch.attempts().isEmpty()) {
      ledger.add(batch, price);
    }
    sweep(clock.instant());
  }

  /// Now and then, by whoever comes by then.
  private void sweep(Instant now) {
    Instant last = swept.get();
    if (!now.isBefore(last.plus(SWEEP_EVERY)) && swept.compareAndSet(last, now)) {
      LocalDate day = LocalDate.ofInstant(now.minus(keep.days()), ZoneOffset.UTC);
      ledger.forget(now.minus(keep.lines()), day);
    }
  }
}
