package openbell.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import openbell.model.calendar.Calendars;
import openbell.model.portfolio.Schedule;
import openbell.model.portfolio.Schedule.Anchor;
import openbell.model.portfolio.Schedule.CatchUp;
import openbell.model.run.FailureReason;
import openbell.runtime.alert.Alert;
import openbell.scheduler.schedule.Horizon.Notice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HorizonWatchTest {
  private static final Schedule SHANGHAI =
      new Schedule("XSHG", Anchor.OPEN, Duration.ZERO, CatchUp.LATE);

  private final List<Alert> alerts = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "2026-10-01T15:59:59Z,91,",
    "2026-10-01T16:00:00Z,90,SOON",
    "2026-11-30T12:00:00Z,31,SOON",
    "2026-12-01T12:00:00Z,30,NEAR",
    "2026-12-23T12:00:00Z,8,NEAR",
    "2026-12-24T12:00:00Z,7,CLOSE",
    "2026-12-31T12:00:00Z,0,CLOSE",
    "2026-12-31T16:00:00Z,-1,PASSED",
    "2027-03-01T12:00:00Z,-60,PASSED"
  })
  void countsTheDaysOnTheClockOfTheExchange(Instant now, long days, Notice notice) {
    // Given what is known about Shanghai until 31 December 2026

    // When
    Horizon horizon = Horizon.of(List.of(SHANGHAI), Calendars.builtIn(), now).getFirst();

    // Then
    assertThat(horizon.last()).isEqualTo("2026-12-31");
    assertThat(horizon.days()).isEqualTo(days);
    assertThat(horizon.notice().orElse(null)).isEqualTo(notice);
  }

  @Test
  void givesEachNoticeOnceHoweverOftenItLooksAndNoneThatAreOvertaken() {
    // Given a scheduler that looks every six hours, but is away from 28 November to 26 December
    HorizonWatch watch = watch(SHANGHAI);
    Instant leaves = Instant.parse("2026-11-28T00:00:00Z");
    Instant back = Instant.parse("2026-12-26T00:00:00Z");
    Instant end = Instant.parse("2027-01-20T00:00:00Z");

    // When
    for (Instant now = Instant.parse("2026-09-01T00:00:00Z"); now.isBefore(end); ) {
      watch.look(now);
      now = now.equals(leaves) ? back : now.plus(Duration.ofHours(6));
    }

    // Then
    assertThat(alerts)
        .extracting(Alert::text)
        .containsExactly(
            "The calendar of XSHG ends on 2026-12-31, in 90 days, and no portfolio there runs after"
                + " it: update the data file, see docs/calendars.md.",
            "The calendar of XSHG ends on 2026-12-31, in 5 days, and no portfolio there runs after"
                + " it: update the data file, see docs/calendars.md.",
            "The calendar of XSHG ended on 2026-12-31, and no portfolio there runs any more: update"
                + " the data file, see docs/calendars.md.");
    assertThat(alerts).extracting(Alert::reason).containsOnly(FailureReason.CALENDAR_OUTDATED);
  }

  @Test
  void namesExchangesThatEndTogetherInOneAlertAndLooksAtUsedOnesOnly() {
    // Given portfolios in Shenzhen, New York and, twice, Shanghai; none in Hong Kong
    Schedule later = new Schedule("XSHG", Anchor.CLOSE, Duration.ZERO, CatchUp.SKIP);
    Schedule shenzhen = new Schedule("XSHE", Anchor.OPEN, Duration.ZERO, CatchUp.LATE);
    HorizonWatch watch = watch(SHANGHAI, shenzhen, Schedule.MARKET_OPEN, later);

    // When
    List<Horizon> seen = watch.look(Instant.parse("2026-11-21T12:00:00Z"));

    // Then
    assertThat(seen.stream().map(one -> one.market() + " " + one.days()))
        .containsExactly("XNYS 3327", "XSHE 40", "XSHG 40");
    assertThat(alerts).hasSize(1);
    assertThat(alerts.getFirst().keys())
        .containsEntry("exchanges", "XSHE,XSHG")
        .containsEntry("horizon", "2026-12-31");
  }

  private HorizonWatch watch(Schedule... schedules) {
    ScheduleLedger ledger = new MemoryLedger(List.of(schedules), Instant.EPOCH);
    return new HorizonWatch(ledger, Calendars::builtIn, alerts::add);
  }
}
