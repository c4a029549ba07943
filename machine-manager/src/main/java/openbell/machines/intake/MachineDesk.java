package openbell.machines.intake;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import openbell.machines.cost.CostLedger;
import openbell.machines.cost.MachineCurve;
import openbell.machines.cost.Price;
import openbell.machines.fleet.DecisionLog;
import openbell.machines.fleet.ExpectedWork;
import openbell.machines.fleet.FleetKeeper;
import openbell.machines.fleet.Forecast;
import openbell.machines.fleet.JobTimes;
import openbell.machines.fleet.Machine;
import openbell.machines.fleet.MachineUse;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Everything that is known of the fleet, for its page and its API alike.
@Singleton
final class MachineDesk {
  private static final int DECISIONS = 50;
  private static final Duration AHEAD = Duration.ofHours(24);
  private static final Duration BACK = Duration.ofHours(24);

  private final FleetKeeper keeper;
  private final MachineUse use;
  private final Forecast forecast;
  private final JobTimes times;
  private final CostLedger ledger;
  private final Price price;
  private final Clock clock;
  private final Optional<Duration> budget;

  MachineDesk(
      FleetKeeper keeper,
      MachineUse use,
      Forecast forecast,
      JobTimes times,
      CostLedger ledger,
      Price price,
      Clock clock,
      @ConfigProperty(name = "openbell.machines.daily-budget") Optional<Duration> budget) {
    this.keeper = keeper;
    this.use = use;
    this.forecast = forecast;
    this.times = times;
    this.ledger = ledger;
    this.price = price;
    this.clock = clock;
    this.budget = budget.filter(Duration::isPositive);
  }

  /// @param now the decision of the last look; empty before the first, and where another manager
  /// acts
  /// @param used machine time since midnight (UTC)
  /// @param budget for a day; null for none
  /// @param boot how long machines take to start; null while too few were seen
  /// @param jobSeconds that a job is expected to take of which nothing is known
  /// @param curve machines from `curveFrom` to `at`
  record Standing(
      Instant at,
      String kind,
      List<Machine> machines,
      Optional<DecisionLog.Entry> now,
      List<DecisionLog.Entry> decisions,
      Duration used,
      @Nullable Duration budget,
      @Nullable Duration boot,
      double jobSeconds,
      List<ExpectedWork> expected,
      Instant curveFrom,
      MachineCurve curve,
      Price price) {}

  Standing standing() {
    Instant now = clock.instant();
    Instant from = now.minus(BACK);
    Duration boot = use.bootTime(Duration.ZERO);
    return new Standing(
        now,
        keeper.fleetKind(),
        keeper.machines(),
        keeper.latest(),
        keeper.decisions(DECISIONS),
        use.today(now),
        budget.orElse(null),
        boot.isZero() ? null : boot,
        times.expected(),
        forecast.between(now, now.plus(AHEAD)),
        from,
        MachineCurve.of(ledger.spans(day(from), day(now)), from, now),
        price);
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }
}
