package openbell.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import openbell.model.calendar.CalendarDay;
import openbell.model.calendar.Calendars;
import openbell.model.calendar.TradingCalendar;
import openbell.model.calendar.Upcoming;
import openbell.model.portfolio.Schedule;
import openbell.model.portfolio.Schedule.Anchor;
import openbell.model.portfolio.Schedule.CatchUp;
import openbell.model.run.FailureReason;
import openbell.model.wire.CalendarOverrideCodec;
import openbell.runtime.alert.Alert;
import openbell.scheduler.adapter.FileCalendars;
import openbell.scheduler.schedule.SessionOutcome.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SessionTruthTest {
  private static final TradingCalendar NEW_YORK = Calendars.builtIn().find("XNYS").orElseThrow();
  private static final DueTicks TICKS = new DueTicks(3, Duration.ofMinutes(15));

  @TempDir private Path folder;

  @Test
  void aClosureLoadedAtEightOnTheDayStopsTheRunAndNamesTheReason() throws Exception {
    // Given F20: a running scheduler and an override file that is not there yet
    Path file = folder.resolve("override.json");
    List<Alert> alerts = new ArrayList<>();
    FileCalendars calendars = new FileCalendars(file, alerts::add);
    MemoryLedger ledger = ledger(Schedule.MARKET_OPEN, "2026-11-20T20:00:00Z");
    SessionBatch batch = new SessionBatch(ledger, TICKS, calendars);
    batch.serveDue(Instant.parse("2026-11-23T12:59:00Z"));

    // When the closure comes at 08:00 in New York
    Files.writeString(file, closure("2026-11-23", "day of mourning"));
    batch.serveDue(Instant.parse("2026-11-23T13:00:00Z"));
    batch.serveDue(Instant.parse("2026-11-23T14:30:00Z"));

    // Then
    assertThat(ledger.rows()).hasSize(1);
    assertThat(ledger.rows().getFirst().outcome()).isEqualTo(Outcome.NO_SESSION);
    assertThat(ledger.rows().getFirst().reason())
        .isEqualTo("XNYS is closed on 2026-11-23: day of mourning.");
    assertThat(alerts).isEmpty();
  }

  @Test
  void aWrongEditOfTheOverrideFileIsToldOnceAndChangesNothing() throws Exception {
    // Given a closure that is known
    Path file = folder.resolve("override.json");
    Files.writeString(file, closure("2026-11-23", "day of mourning"));
    List<Alert> alerts = new ArrayList<>();
    FileCalendars calendars = new FileCalendars(file, alerts::add);
    String version = calendars.now().version();

    // When it is broken, looked at twice, broken in another way, and mended
    Files.writeString(file, "{");
    calendars.now();
    Calendars during = calendars.now();
    Files.writeString(file, closure("2036-11-24", "too far away"));
    calendars.now();
    Files.writeString(file, closure("2026-11-24", "flood"));
    Calendars after = calendars.now();

    // Then
    assertThat(during.version()).isEqualTo(version);
    assertThat(alerts).hasSize(2).allMatch(told -> told.text().endsWith("stay as they were."));
    assertThat(alerts).extracting(Alert::reason).containsOnly(FailureReason.CALENDAR_OUTDATED);
    assertThat(alerts.getFirst().text()).contains("override.json is wrong", "not JSON");
    assertThat(alerts.getLast().text()).contains("beyond");
    CalendarDay mended = after.find("XNYS").orElseThrow().day(LocalDate.of(2026, 11, 24));
    assertThat(mended).isEqualTo(new CalendarDay.Closed(LocalDate.of(2026, 11, 24), "flood"));
  }

  private static String closure(String date, String reason) {
    return "{\"entries\": [{\"exchange\": \"XNYS\", \"date\": \"%s\", \"kind\": \"closure\", \"reason\": \"%s\"}]}"
        .formatted(date, reason);
  }

  @Test
  void aHalfDayMovesAnAfterCloseSchedule() {
    // Given F22
    Schedule schedule = new Schedule("XNYS", Anchor.CLOSE, Duration.ofMinutes(10), CatchUp.LATE);
    Calendars changed =
        CalendarOverrideCodec.apply(
            """
            {"entries": [{"exchange": "XNYS", "date": "2026-11-24", "kind": "close",
              "close": "12:00", "reason": "power cut"}]}
            """);

    // When
    List<Upcoming> next =
        Upcoming.of(
            changed.find("XNYS").orElseThrow(), schedule, Instant.parse("2026-11-24T12:00:00Z"), 3);

    // Then the power cut, a usual day, and the day after Thanksgiving
    assertThat(next.stream().map(Upcoming::at))
        .extracting(Object::toString)
        .containsExactly(
            "2026-11-24T12:10-05:00", "2026-11-25T16:10-05:00", "2026-11-27T13:10-05:00");
  }

  @ParameterizedTest
  @CsvSource({"PT2H", "PT-2H"})
  void aClockThatJumpsNeitherFiresTwiceNorSkips(Duration jump) {
    // Given F21: three days in steps of ten minutes, and a jump around the second open
    MemoryLedger ledger = ledger(Schedule.MARKET_OPEN, "2026-11-16T20:00:00Z");
    SessionBatch batch = new SessionBatch(ledger, TICKS, Calendars::builtIn);
    Instant start = Instant.parse("2026-11-17T00:00:00Z");
    Instant wrongFrom = Instant.parse("2026-11-18T14:20:00Z");
    int requested = 0;

    // When
    for (int minute = 0; minute < 3 * 24 * 60; minute += 10) {
      Instant real = start.plusSeconds(60L * minute);
      boolean wrong = !real.isBefore(wrongFrom) && real.isBefore(wrongFrom.plusSeconds(1_800));
      requested += batch.serveDue(wrong ? real.plus(jump) : real).requested();
    }

    // Then
    assertThat(requested).isEqualTo(3);
    assertThat(ledger.rows()).hasSize(3).allMatch(row -> row.outcome() == Outcome.EXPECTED);
  }

  @Test
  void stopsAtTheHorizonInsteadOfGuessing() {
    // Given F23
    Schedule schedule = new Schedule("XSHG", Anchor.OPEN, Duration.ZERO, CatchUp.LATE);
    MemoryLedger ledger = ledger(schedule, "2026-12-29T20:00:00Z");
    SessionBatch batch = new SessionBatch(ledger, TICKS, Calendars::builtIn);

    // When
    for (int day = 0; day < 15; day++) {
      batch.serveDue(Instant.parse("2026-12-30T01:30:00Z").plus(Duration.ofDays(day)));
    }

    // Then
    assertThat(ledger.rows().stream().map(row -> row.session().date()))
        .containsExactly(LocalDate.of(2026, 12, 30), LocalDate.of(2026, 12, 31));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-08,02:30,2026-03-08T07:00:00Z",
    "2026-11-01,01:30,2026-11-01T05:30:00Z",
    "2026-11-02,02:30,2026-11-02T07:30:00Z"
  })
  void firesOnceInTheNightsThatTheClocksChange(LocalDate date, LocalTime time, Instant due) {
    // Given a market that never closes, and the clocks of New York
    Schedule schedule =
        new Schedule(
            "H24",
            Anchor.TIME,
            time,
            ZoneId.of("America/New_York"),
            Duration.ZERO,
            null,
            CatchUp.LATE);
    MemoryLedger ledger = ledger(schedule, due.minus(Duration.ofHours(20)).toString());
    SessionBatch batch = new SessionBatch(ledger, TICKS, Calendars::builtIn);

    // When the night passes by the minute
    List<Instant> fired = new ArrayList<>();
    for (int minute = -240; minute < 240; minute++) {
      Instant now = due.plusSeconds(60L * minute);
      if (batch.serveDue(now).requested() > 0) {
        fired.add(now);
      }
    }

    // Then
    assertThat(fired).containsExactly(due);
    assertThat(ledger.rows().getFirst().session().date()).isEqualTo(date);
  }

  @Test
  void aLateRunSaysSoAndNamesTheSessionsItStandsFor() {
    // Given
    Schedule schedule = new Schedule("XNYS", Anchor.OPEN, Duration.ZERO, CatchUp.MERGE);

    // When
    DueTick newest = TICKS.at(Instant.parse("2026-03-09T16:00:00Z"), schedule, NEW_YORK).getFirst();

    // Then
    assertThat(newest.remarks(List.of(LocalDate.of(2026, 3, 5), LocalDate.of(2026, 3, 6))))
        .containsExactly(
            "Caught up after the scheduler was away; this is the run of 2026-03-09.",
            "It stands for the missed sessions of 2026-03-05, 2026-03-06 as well.");
  }

  @Test
  void aNewPortfolioNeverCatchesUp() {
    // Given one that came an hour after the open
    MemoryLedger ledger = ledger(Schedule.MARKET_OPEN, "2026-11-20T15:30:00Z");
    SessionBatch batch = new SessionBatch(ledger, TICKS, Calendars::builtIn);

    // When
    batch.serveDue(Instant.parse("2026-11-20T15:31:00Z"));

    // Then
    assertThat(ledger.rows()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CatchUp.class)
  void tenYearsWithOutagesEndEverySessionInExactlyOneWay(CatchUp catchUp) {
    // Given a scheduler that beats every twelve hours and is away now and then, for up to two days
    Random random = new Random(7);
    MemoryLedger ledger =
        ledger(new Schedule("XNYS", Anchor.OPEN, Duration.ZERO, catchUp), "2016-01-01T00:00:00Z");
    DueTicks patient = new DueTicks(3, Duration.ofHours(13));
    SessionBatch batch = new SessionBatch(ledger, patient, Calendars::builtIn);
    Instant now = Instant.parse("2016-01-01T00:00:00Z");
    Instant end = Instant.parse("2026-01-01T00:00:00Z");

    // When
    while (now.isBefore(end)) {
      batch.serveDue(now);
      ledger.finish(now.plusSeconds(60));
      now = now.plusSeconds(random.nextInt(20) == 0 ? random.nextInt(172_800) : 43_200);
    }
    batch.serveDue(end);
    ledger.finish(end.plusSeconds(60));

    // Then
    List<LocalDate> weekdays =
        LocalDate.of(2016, 1, 1)
            .datesUntil(LocalDate.of(2026, 1, 1))
            .filter(date -> date.getDayOfWeek().getValue() <= 5)
            .toList();
    assertThat(ledger.rows().stream().map(row -> row.session().date()))
        .containsExactlyElementsOf(weekdays);
    assertThat(ledger.rows())
        .noneMatch(row -> row.outcome() == Outcome.EXPECTED)
        .allMatch(
            row ->
                (row.outcome() == Outcome.NO_SESSION)
                    == NEW_YORK.day(row.session().date()) instanceof CalendarDay.Closed)
        .allMatch(row -> row.outcome() == Outcome.RAN || !row.reason().isEmpty());
    assertThat(ledger.rows()).anyMatch(row -> row.outcome() == Outcome.MISSED);
  }

  private static MemoryLedger ledger(Schedule schedule, String createdAt) {
    return new MemoryLedger(schedule, Instant.parse(createdAt));
  }
}
