package openbell.machines.cost;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The machine time of a day (UTC), and where it went. Pure.
///
/// @param machine time of all machines
/// @param runs what runs explain
/// @param starting machines that were not ready yet
/// @param idle the rest: no run explains it
/// @param picos what the machine time costs
/// @param runPicos what of it the runs explain
public record DayAccount(
    LocalDate day,
    Duration machine,
    Duration runs,
    Duration starting,
    Duration idle,
    long picos,
    long runPicos) {

  /// What nobody's runs explain.
  public long otherPicos() {
    return Math.max(0, picos - runPicos);
  }

  /// @param explained by day; a day that is missing explains nothing
  /// @return every day from `from` to `to`, the newest first
  public static List<DayAccount> of(
      LocalDate from, LocalDate to, List<MachineSpan> spans, Map<LocalDate, CostLine> explained) {
    List<DayAccount> days = new ArrayList<>();
    for (LocalDate day = to; !day.isBefore(from); day = day.minusDays(1)) {
      days.add(of(day, spans, explained.get(day)));
    }
    return days;
  }

  private static DayAccount of(
      LocalDate day, List<MachineSpan> spans, @Nullable CostLine explained) {
    Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Duration machine = Duration.ZERO;
    Duration starting = Duration.ZERO;
    long picos = 0;
    for (MachineSpan span : spans) {
      Duration here = overlap(span.started(), span.until(), begin, end);
      machine = machine.plus(here);
      picos += Math.round(here.toNanos() / 1e9 * span.picosPerSecond());
      Instant ready = span.ready();
      if (ready != null) {
        Instant until = ready.isBefore(span.until()) ? ready : span.until();
        starting = starting.plus(overlap(span.started(), until, begin, end));
      }
    }
    Duration runs = explained == null ? Duration.ZERO : explained.machine();
    Duration rest = machine.minus(runs).minus(starting);
    return new DayAccount(
        day,
        machine,
        runs,
        starting,
        rest.isNegative() ? Duration.ZERO : rest,
        picos,
        explained == null ? 0 : explained.picos());
  }

  private static Duration overlap(Instant from, Instant until, Instant begin, Instant end) {
    Instant first = from.isAfter(begin) ? from : begin;
    Instant last = until.isBefore(end) ? until : end;
    return first.isBefore(last) ? Duration.between(first, last) : Duration.ZERO;
  }
}
