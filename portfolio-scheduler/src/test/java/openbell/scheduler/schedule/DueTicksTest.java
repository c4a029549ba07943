package openbell.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import openbell.model.calendar.Calendars;
import openbell.model.calendar.TradingCalendar;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Schedule;
import openbell.model.portfolio.Schedule.Anchor;
import openbell.model.portfolio.Schedule.CatchUp;
import openbell.model.run.RunRef;
import openbell.scheduler.schedule.DueTick.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueTicksTest {
  private static final TradingCalendar NEW_YORK = Calendars.builtIn().find("XNYS").orElseThrow();

  private final DueTicks ticks = new DueTicks(3, Duration.ofMinutes(15));

  @ParameterizedTest
  @CsvSource({
    // one second early, on time, and on the two Mondays after the clocks changed
    "2026-11-20T14:29:59Z,2026-11-19,2026-11-18",
    "2026-11-20T14:30:00Z,2026-11-20,2026-11-19",
    "2026-03-09T13:30:00Z,2026-03-09,2026-03-06",
    "2026-11-02T14:29:59Z,2026-10-30,2026-10-29",
    "2026-11-02T14:30:00Z,2026-11-02,2026-10-30",
    // Friday after Thanksgiving knows Wednesday
    "2026-11-27T14:30:00Z,2026-11-27,2026-11-25"
  })
  void findsTheNewestSessionThatIsDue(Instant now, LocalDate session, LocalDate asOf) {
    // Given the open of New York

    // When
    DueTick newest = ticks.at(now, Schedule.MARKET_OPEN, NEW_YORK).getFirst();

    // Then
    assertThat(newest.tick().session().date()).isEqualTo(session);
    assertThat(newest.tick().asOf()).isEqualTo(asOf);
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN,PT0S,2026-11-25T14:30:00Z,2026-11-24",
    "OPEN,PT8H,2026-11-25T22:30:00Z,2026-11-25",
    "CLOSE,PT0S,2026-11-25T21:00:00Z,2026-11-25",
    "CLOSE,PT-1H,2026-11-25T20:00:00Z,2026-11-24",
    "CLOSE,PT10M,2026-11-27T18:10:00Z,2026-11-27"
  })
  void knowsPricesUpToTheLastCloseBeforeTheTick(
      Anchor anchor, Duration offset, Instant now, LocalDate asOf) {
    // Given
    Schedule schedule = new Schedule("XNYS", anchor, offset, CatchUp.LATE);

    // When
    Tick tick = ticks.at(now, schedule, NEW_YORK).getFirst().tick();

    // Then
    assertThat(tick.dueAt()).isEqualTo(now);
    assertThat(tick.asOf()).isEqualTo(asOf);
  }

  @ParameterizedTest
  @CsvSource({"SKIP,MISS MISS MISS MISS", "LATE,FIRE MISS MISS MISS", "MERGE,FIRE MISS MISS MISS"})
  void catchesUpAsTheOwnerWishesAndNeverFartherThanTheLimit(CatchUp catchUp, String verdicts) {
    // Given a scheduler that was away for weeks and comes back two hours after an open
    Schedule schedule = new Schedule("XNYS", Anchor.OPEN, Duration.ZERO, catchUp);
    Instant now = Instant.parse("2026-11-20T16:30:00Z");

    // When
    List<DueTick> due = ticks.at(now, schedule, NEW_YORK);

    // Then
    assertThat(String.join(" ", due.stream().map(tick -> tick.verdict().name()).toList()))
        .isEqualTo(verdicts);
  }

  @Test
  void firesPunctualTicksEvenForThoseWhoSkip() {
    // Given
    Schedule schedule = new Schedule("XNYS", Anchor.OPEN, Duration.ZERO, CatchUp.SKIP);
    Instant now = Instant.parse("2026-11-20T14:40:00Z");

    // When
    List<DueTick> due = ticks.at(now, schedule, NEW_YORK);

    // Then
    assertThat(due.getFirst().verdict()).isEqualTo(Verdict.FIRE);
  }

  @Test
  void firesUpToTheLastSessionOfACalendarAndNeverBeyondIt() {
    // Given a calendar that ends on 31 December 2026
    TradingCalendar shanghai = Calendars.builtIn().find("XSHG").orElseThrow();
    Schedule schedule = new Schedule("XSHG", Anchor.OPEN, Duration.ZERO, CatchUp.LATE);

    // When
    List<DueTick> last = ticks.at(Instant.parse("2026-12-31T01:30:00Z"), schedule, shanghai);
    List<DueTick> after = ticks.at(Instant.parse("2027-01-05T01:30:00Z"), schedule, shanghai);

    // Then
    assertThat(last.getFirst().tick().session().date()).isEqualTo("2026-12-31");
    assertThat(after.getFirst().tick().session().date()).isEqualTo("2026-12-31");
  }

  @Test
  void namesTheSameRunsForTheSameTick() {
    // Given
    Tick tick =
        new Tick(
            new Session("XNYS", LocalDate.of(2018, 5, 11)),
            LocalDate.of(2018, 5, 10),
            Instant.parse("2018-05-11T13:30:00Z"));
    List<DuePortfolio> portfolios =
        List.of(new DuePortfolio(new Owner("ada"), new PortfolioId("p1"), "c".repeat(64)));

    // When
    List<RunRef> runs = DuePortfolios.runs(tick, portfolios);

    // Then
    assertThat(runs).isEqualTo(DuePortfolios.runs(tick, portfolios));
    assertThat(runs.getFirst().asOf()).isEqualTo("2018-05-10");
  }
}
