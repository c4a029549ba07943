package openbell.scheduler.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import openbell.model.portfolio.Owner;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.wiring.Migrations;
import openbell.runtime.wiring.SchemaMigration;
import openbell.scheduler.keep.Area;
import openbell.scheduler.keep.KeepLedger.Amount;
import openbell.scheduler.keep.KeepLedger.Measured;
import openbell.scheduler.keep.KeepLedger.Place;
import openbell.scheduler.keep.KeepLedger.Turn;
import openbell.scheduler.keep.KeepLedger.Use;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepLedgerTest {
  private static final Instant NOW = Instant.parse("2018-06-15T13:30:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofMinutes(15));
  private static final Owner ADA = new Owner("ada");
  private static final Use RUNS = new Use("ada", Area.RUNS);

  private JdbiKeepLedger ledger;

  @BeforeEach
  void migrate() {
    RealPostgres.Database database = RealPostgres.newDatabase();
    new Migrations(database.dataSource())
        .run(List.of(new SchemaMigration("scheduler", "db/scheduler")));
    ledger = new JdbiKeepLedger(database.jdbi());
  }

  @Test
  void addsUpAWalkAndTellsItAtTheEnd() {
    // Given
    Turn first = ledger.take(NOW, LATER).orElseThrow();
    assertThat(first.place()).isEqualTo(new Place(Area.first(), null));
    Place place = new Place(Area.RUNS, "runs/ada/p-1/x");
    assertThat(ledger.advance(first, place, Map.of(RUNS, new Amount(2, 20)))).isTrue();
    assertThat(ledger.use(ADA)).as("nothing is told before the end").isEmpty();
    // When
    Turn second = ledger.take(NOW, LATER).orElseThrow();
    boolean ended = ledger.finish(second, Map.of(RUNS, new Amount(1, 10)), NOW);
    // Then
    assertThat(second.place()).isEqualTo(place);
    assertThat(ended).isTrue();
    assertThat(ledger.use(ADA)).containsExactly(new Measured(Area.RUNS, new Amount(3, 30), NOW));
    assertThat(ledger.use(new Owner("bob"))).isEmpty();
  }

  @Test
  void walksOnceADayAndCountsAnew() {
    // Given
    Turn turn = ledger.take(NOW, LATER).orElseThrow();
    ledger.finish(turn, Map.of(RUNS, new Amount(1, 10)), NOW);
    assertThat(ledger.take(LATER, LATER)).as("the same day").isEmpty();
    Instant tomorrow = NOW.plus(Duration.ofDays(1));
    // When
    Turn next = ledger.take(tomorrow, tomorrow.plusSeconds(60)).orElseThrow();
    ledger.finish(next, Map.of(new Use("ada", Area.EXPORTS), new Amount(4, 40)), tomorrow);
    // Then
    assertThat(ledger.use(ADA))
        .containsExactly(new Measured(Area.EXPORTS, new Amount(4, 40), tomorrow));
  }

  @Test
  void letsOneSchedulerWalkAndAnotherOnlyWhenThatVanished() {
    // Given
    Turn slow = ledger.take(NOW, LATER).orElseThrow();
    // When, Then
    assertThat(ledger.take(NOW.plusSeconds(60), LATER)).isEmpty();
    // When
    Turn other = ledger.take(LATER, LATER.plusSeconds(900)).orElseThrow();
    // Then
    assertThat(other.place()).isEqualTo(slow.place());
    assertThat(ledger.advance(slow, new Place(Area.RUNS, "x"), Map.of(RUNS, new Amount(9, 9))))
        .isFalse();
    assertThat(ledger.finish(slow, Map.of(RUNS, new Amount(9, 9)), LATER)).isFalse();
    assertThat(ledger.finish(other, Map.of(), LATER)).isTrue();
    assertThat(ledger.use(ADA)).isEmpty();
  }
}
