package openbell.scheduler.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Schedule;
import openbell.model.run.RunRef;
import openbell.scheduler.schedule.SessionOutcome.Outcome;

/// A ledger without a database: one row per session of one portfolio, the first to write wins.
final class MemoryLedger implements ScheduleLedger {
  static final DuePortfolio PORTFOLIO =
      new DuePortfolio(new Owner("ada"), new PortfolioId("p1"), "c".repeat(64));

  private final List<Schedule> schedules;
  private final Instant createdAt;
  private final Map<Session, SessionOutcome> rows = new TreeMap<>();
  private final List<DueTick> fired = new ArrayList<>();

  MemoryLedger(Schedule schedule, Instant createdAt) {
    this(List.of(schedule), createdAt);
  }

  MemoryLedger(List<Schedule> schedules, Instant createdAt) {
    this.schedules = schedules;
    this.createdAt = createdAt;
  }

  @Override
  public List<Schedule> schedules() {
    return schedules;
  }

  @Override
  public List<Schedule> schedules(Owner owner, String market) {
    return schedules();
  }

  @Override
  public List<DuePortfolio> waiting(DueTick due, int limit) {
    boolean older = !createdAt.isAfter(due.tick().dueAt());
    return older ? waiting(PORTFOLIO.owner(), due, limit) : List.of();
  }

  @Override
  public List<DuePortfolio> waiting(Owner owner, DueTick due, int limit) {
    return rows.containsKey(due.tick().session()) ? List.of() : List.of(PORTFOLIO);
  }

  @Override
  public int record(DueTick due, List<RunRef> runs, Instant at) {
    Outcome outcome =
        switch (due.verdict()) {
          case FIRE -> Outcome.EXPECTED;
          case MISS -> Outcome.MISSED;
          case CLOSED -> Outcome.NO_SESSION;
          case PAUSED -> Outcome.PAUSED;
        };
    SessionOutcome row =
        new SessionOutcome(
            due.tick().session(), outcome, due.reason(), null, due.tick().dueAt(), null);
    if (rows.putIfAbsent(due.tick().session(), row) != null) {
      throw new IllegalStateException("a session was served twice: " + row);
    }
    if (due.verdict() == DueTick.Verdict.FIRE) {
      fired.add(due);
    }
    return 1;
  }

  /// Ends the runs that were fired before `at`.
  void finish(Instant at) {
    for (DueTick due : fired) {
      rows.computeIfPresent(
          due.tick().session(),
          (session, row) ->
              row.outcome() == Outcome.EXPECTED
                  ? new SessionOutcome(
                      session,
                      at.isAfter(due.deadline()) ? Outcome.LATE : Outcome.RAN,
                      row.reason(),
                      null,
                      row.dueAt(),
                      at)
                  : row);
    }
    fired.clear();
  }

  List<SessionOutcome> rows() {
    return List.copyOf(rows.values());
  }

  @Override
  public List<SessionOutcome> outcomes(
      Owner owner, PortfolioId portfolio, LocalDate from, LocalDate to, int limit) {
    return rows().stream()
        .sorted(Comparator.comparing(SessionOutcome::session).reversed())
        .limit(limit)
        .toList();
  }
}
