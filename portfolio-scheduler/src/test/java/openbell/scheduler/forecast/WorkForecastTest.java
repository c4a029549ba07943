package openbell.scheduler.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import openbell.model.calendar.Calendars;
import openbell.model.message.ExpectedBatch;
import openbell.model.message.ExpectedBatch.Group;
import openbell.model.message.WorkExpected;
import openbell.model.portfolio.Schedule;
import openbell.model.portfolio.Schedule.Anchor;
import openbell.model.portfolio.Schedule.CatchUp;
import openbell.model.wire.Envelope;
import openbell.model.wire.MessageCodec;
import org.junit.jupiter.api.Test;

class WorkForecastTest {
  /// Friday, an hour before New York opens.
  private static final Instant NOW = Instant.parse("2026-11-20T13:30:00Z");

  private static final Instant OPEN = Instant.parse("2026-11-20T14:30:00Z");
  private static final Schedule CLOSE =
      new Schedule("XNYS", Anchor.CLOSE, Duration.ZERO, CatchUp.SKIP);

  private final ExpectedBatches batches =
      new ExpectedBatches(Duration.ofHours(24), Duration.ofMinutes(30));
  private final List<WorkExpected> told = new ArrayList<>();
  private List<ScheduledWork> book = List.of();
  private final WorkForecast forecast =
      new WorkForecast(_ -> book, Calendars::builtIn, batches, told::add, Duration.ofMinutes(30));

  private static ScheduledWork work(Schedule schedule, int jobs, Group... groups) {
    return new ScheduledWork(schedule, jobs, List.of(groups));
  }

  private List<ExpectedBatch> expected(ScheduledWork... work) {
    return batches.of(List.of(work), Calendars.builtIn(), NOW);
  }

  @Test
  void everyMomentOfTheNextDayIsABatchWithTheDeadlineOfItsRuns() {
    // When
    List<ExpectedBatch> found =
        expected(
            work(CLOSE, 2, new Group("ada", "h", 2)),
            work(Schedule.MARKET_OPEN, 500, new Group("bob", "h", 300)));

    // Then the Monday after is beyond the horizon
    assertThat(found)
        .containsExactly(
            new ExpectedBatch(
                OPEN, OPEN.plusSeconds(1_800), 500, List.of(new Group("bob", "h", 300))),
            new ExpectedBatch(
                Instant.parse("2026-11-20T21:00:00Z"),
                Instant.parse("2026-11-20T21:30:00Z"),
                2,
                List.of(new Group("ada", "h", 2))));
  }

  @Test
  void schedulesThatMeetAtOneMomentAreOneBatchWithTheLargestGroupsFirst() {
    // Given the same moment by two schedules, and a market without a calendar
    Schedule late = new Schedule("XNYS", Anchor.OPEN, Duration.ZERO, CatchUp.LATE);
    Schedule skip = new Schedule("XNYS", Anchor.OPEN, Duration.ZERO, CatchUp.SKIP);
    Schedule nowhere = new Schedule("XXXX", Anchor.OPEN, Duration.ZERO, CatchUp.SKIP);

    // When
    List<ExpectedBatch> found =
        expected(
            work(late, 3, new Group("ada", "h", 2), new Group("ada", "i", 1)),
            work(skip, 2, new Group("ada", "i", 2)),
            work(nowhere, 9));

    // Then
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().jobs()).isEqualTo(5);
    assertThat(found.getFirst().groups())
        .containsExactly(new Group("ada", "i", 3), new Group("ada", "h", 2));
  }

  @Test
  void aMessageFitsIntoTheQueueHoweverManySchedulesThereAre() {
    // Given a thousand moments with two hundred groups each
    String hash = "c".repeat(64);
    List<ScheduledWork> many =
        IntStream.range(0, 1_000)
            .mapToObj(
                n ->
                    new ScheduledWork(
                        new Schedule("XNYS", Anchor.OPEN, Duration.ofSeconds(n), CatchUp.SKIP),
                        200,
                        IntStream.range(0, 200)
                            .mapToObj(g -> new Group("owner-" + "x".repeat(40) + g, hash, 1))
                            .toList()))
            .toList();

    // When
    List<ExpectedBatch> found = batches.of(many, Calendars.builtIn(), NOW);

    // Then the soonest are in it
    assertThat(found).hasSize(ExpectedBatches.MOST_BATCHES);
    assertThat(found.getFirst().at()).isEqualTo(OPEN);
    assertThat(found.getFirst().groups()).hasSize(200);
    WorkExpected message = new WorkExpected(NOW, found);
    byte[] bytes = new MessageCodec().encode(new Envelope(message.key(), NOW, null, message));
    assertThat(bytes.length).isLessThan(256 * 1024);
  }

  @Test
  void tellsWhenItChangedAndNowAndThen() {
    // Given
    book = List.of(work(Schedule.MARKET_OPEN, 1, new Group("ada", "h", 1)));

    // When
    boolean first = forecast.look(NOW);
    boolean same = forecast.look(NOW.plusSeconds(60));
    book = List.of(work(Schedule.MARKET_OPEN, 2, new Group("ada", "h", 2)));
    boolean changed = forecast.look(NOW.plusSeconds(120));
    boolean again = forecast.look(NOW.plusSeconds(120 + 1_800));
    boolean opened = forecast.look(OPEN);

    // Then
    assertThat(List.of(first, same, changed, again, opened))
        .containsExactly(true, false, true, true, true);
    assertThat(told).extracting(one -> one.batches().size()).containsExactly(1, 1, 1, 0);
    assertThat(told.getFirst().known()).isEqualTo(NOW);
  }
}
