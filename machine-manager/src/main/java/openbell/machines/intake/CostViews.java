package openbell.machines.intake;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import openbell.machines.cost.CostLine;
import openbell.machines.cost.CostQuestion;
import openbell.machines.cost.DayAccount;
import openbell.machines.cost.Price;
import org.jspecify.annotations.Nullable;

/// Costs as programs read them.
final class CostViews {
  private static final long SECONDS_PER_HOUR = 3_600;

  private CostViews() {}

  /// @param machineHour price of one machine for one hour, as of `priceDate`
  /// @param more whether there are further lines behind these
  /// @param machines the machine time of every day, and where it went; empty unless an operator
  /// asks for all
  record Costs(
      String by,
      LocalDate from,
      LocalDate to,
      String currency,
      BigDecimal machineHour,
      @Nullable LocalDate priceDate,
      List<CostEntry> items,
      boolean more,
      List<MachineDay> machines) {

    static Costs of(
        CostQuestion question, Price price, List<CostLine> lines, List<DayAccount> days) {
      return new Costs(
          question.by().name().toLowerCase(Locale.ROOT),
          question.from(),
          question.to(),
          price.currency(),
          Price.amount(price.picosPerSecond() * SECONDS_PER_HOUR),
          price.asOf(),
          lines.stream().limit(question.limit()).map(CostEntry::of).toList(),
          lines.size() > question.limit(),
          days.stream().map(MachineDay::of).toList());
    }
  }

  /// @param key id of the run or portfolio, name of the owner, or day
  /// @param portfolio of a run; `name` is that of the portfolio, and `begun` when the last attempt
  /// at a run began
  /// @param machineSeconds the share of machine time: busy seconds / slots of the machine
  record CostEntry(
      String key,
      String owner,
      String portfolio,
      String name,
      @Nullable Instant begun,
      long attempts,
      long completed,
      double busySeconds,
      double machineSeconds,
      BigDecimal cost) {
    static CostEntry of(CostLine line) {
      return new CostEntry(
          line.key(),
          line.owner(),
          line.portfolio(),
          line.name(),
          line.begun(),
          line.attempts(),
          line.completed(),
          seconds(line.busy()),
          seconds(line.machine()),
          Price.amount(line.picos()));
    }
  }

  /// @param runsSeconds machine time that runs explain; `startingSeconds` and `idleSeconds` are
  /// the rest
  /// @param cost of all machine time; `runsCost` is the part that runs explain
  record MachineDay(
      LocalDate day,
      double machineSeconds,
      double runsSeconds,
      double startingSeconds,
      double idleSeconds,
      BigDecimal cost,
      BigDecimal runsCost,
      BigDecimal otherCost) {
    static MachineDay of(DayAccount day) {
      return new MachineDay(
          day.day(),
          seconds(day.machine()),
          seconds(day.runs()),
          seconds(day.starting()),
          seconds(day.idle()),
          Price.amount(day.picos()),
          Price.amount(day.runPicos()),
          Price.amount(day.otherPicos()));
    }
  }

  static double seconds(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e6;
  }
}
