package openbell.machines.adapter;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.machines.cost.Price;
import openbell.machines.fleet.Machine;
import openbell.machines.fleet.Machine.State;
import openbell.machines.fleet.MachineUse;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The account of machine time in `machines.machine_use`: a row per start of a machine. Moments are
/// kept to the millisecond, so that a machine that is listed again is the same row.
///
/// What was there is written when it changes, else every {@link #EVERY}; with no machines nothing
/// is.
public final class JdbiMachineUse implements MachineUse {
  /// A machine that vanishes is accounted for at most this much too short.
  static final Duration EVERY = Duration.ofSeconds(5);

  private static final int BOOTS = 50;

  private static final Duration BOOT_FOR = Duration.ofMinutes(1);

  private static final String NOTE =
      """
      insert into machines.machine_use
        (machine, started_at, seen_until, running_at, picos_per_second)
      select t.machine, 'epoch'::timestamptz + t.started * interval '1 ms',
        greatest(:at, 'epoch'::timestamptz + t.started * interval '1 ms'),
        'epoch'::timestamptz + t.running * interval '1 ms', :price
      from unnest(cast(:machines as text[]), cast(:started as bigint[]), cast(:running as bigint[]))
        as t(machine, started, running)
      on conflict (machine, started_at) do update set
        seen_until = greatest(machine_use.seen_until, excluded.seen_until),
        running_at = coalesce(machine_use.running_at, excluded.running_at),
        ended_at = null""";
  private static final String END =
      """
      update machines.machine_use u set ended_at = u.seen_until
      where u.ended_at is null and not exists (
        select from unnest(cast(:machines as text[]), cast(:started as bigint[]))
          as t(machine, started)
        where t.machine = u.machine
          and 'epoch'::timestamptz + t.started * interval '1 ms' = u.started_at)""";
  private static final String TODAY =
      """
      select coalesce(sum(extract(epoch from
        least(seen_until, :at) - greatest(started_at, :day)) * 1000)::bigint, 0)
      from machines.machine_use
      where (ended_at is null or ended_at > :day) and seen_until > :day and started_at < :at""";

  // A first job long after the machine ran had been waited for: it says nothing about the boot.
  private static final String BOOT =
      """
      select count(*) as known, percentile_cont(0.95) within group (order by seconds) as p95
      from (
        select extract(epoch from case
          when first_job_at <= running_at + interval '10 s' then first_job_at
          else running_at end - started_at) as seconds
        from machines.machine_use
        where running_at > started_at and running_at < started_at + interval '10 min'
        order by started_at desc limit :most) boots""";

  private final MachineTables tables;
  private final Price price;
  private List<Noted> lastNoted = List.of();
  private @Nullable Instant lastAt;
  private Optional<Duration> boot = Optional.empty();
  private @Nullable Instant bootAt;

  public JdbiMachineUse(Jdbi jdbi, Price price) {
    this.tables = new MachineTables(jdbi);
    this.price = price;
  }

  /// @param running since when it works; null when it does not yet, or nobody saw it start
  private record Noted(String machine, long started, @Nullable Long running) {
    static Noted of(Machine machine) {
      boolean known =
          machine.state() == State.RUNNING && machine.since().isAfter(machine.started());
      return new Noted(
          machine.id(),
          machine.started().toEpochMilli(),
          known ? machine.since().toEpochMilli() : null);
    }
  }

  @Override
  public synchronized void seen(List<Machine> machines, Instant at) {
    List<Noted> now = machines.stream().map(Noted::of).toList();
    if (lastAt != null && Set.copyOf(now).equals(Set.copyOf(lastNoted))) {
      if (now.isEmpty() || at.isBefore(lastAt.plus(EVERY))) {
        return;
      }
    }
    tables.inTransaction(
        handle -> {
          String[] ids = MachineTables.texts(now, Noted::machine);
          Long[] started = MachineTables.numbers(now, Noted::started);
          if (!now.isEmpty()) {
            handle
                .createUpdate(NOTE)
                .bind("machines", ids)
                .bind("started", started)
                .bind("running", now.stream().map(Noted::running).toArray(Long[]::new))
                .bind("at", at.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC))
                .bind("price", price.picosPerSecond())
                .execute();
          }
          return isSameSet(now)
              ? 0
              : handle.createUpdate(END).bind("machines", ids).bind("started", started).execute();
        });
    lastNoted = now;
    lastAt = at;
  }

  private boolean isSameSet(List<Noted> now) {
    return lastAt != null && starts(now).equals(starts(lastNoted));
  }

  private static Set<String> starts(List<Noted> noted) {
    return noted.stream()
        .map(one -> one.machine() + " " + one.started())
        .collect(Collectors.toSet());
  }

  @Override
  public Duration today(Instant at) {
    Instant day = at.truncatedTo(ChronoUnit.DAYS);
    return tables.ask(
        handle ->
            Duration.ofMillis(
                handle
                    .createQuery(TODAY)
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .bind("day", day.atOffset(ZoneOffset.UTC))
                    .mapTo(Long.class)
                    .one()));
  }

  /// Asked of the database once a minute at most.
  @Override
  public synchronized Duration bootTime(Duration otherwise) {
    Instant now = lastAt;
    if (now == null || bootAt == null || !now.isBefore(bootAt.plus(BOOT_FOR))) {
      boot = boots();
      bootAt = now;
    }
    return boot.orElse(otherwise);
  }

  private Optional<Duration> boots() {
    return tables.ask(
        handle ->
            handle
                .createQuery(BOOT)
                .bind("most", BOOTS)
                .map(
                    (row, _) ->
                        row.getInt("known") < FEWEST_BOOTS
                            ? Optional.<Duration>empty()
                            : Optional.of(
                                Duration.ofMillis(Math.round(row.getDouble("p95") * 1e3))))
                .one());
  }
}
