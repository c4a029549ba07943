package openbell.machines.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import openbell.machines.cost.MachineCurve.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayAccountTest {
  private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
  private static final LocalDate SATURDAY = FRIDAY.plusDays(1);
  private static final Price PRICE = Price.perHour(new BigDecimal("0.108"), "USD", FRIDAY);

  private static MachineSpan span(String machine, String from, int bootSeconds, String until) {
    Instant started = Instant.parse(from);
    return new MachineSpan(
        machine,
        started,
        bootSeconds < 0 ? null : started.plusSeconds(bootSeconds),
        Instant.parse(until),
        false,
        PRICE.picosPerSecond());
  }

  @ParameterizedTest
  @CsvSource({"0.108,30000000", "0,0", "1,277777778"})
  void aPriceIsKeptFinerThanMoneyIsCounted(BigDecimal perHour, long picosPerSecond) {
    assertThat(Price.perHour(perHour, "USD", null).picosPerSecond()).isEqualTo(picosPerSecond);
    assertThat(Price.amount(PRICE.of(Duration.ofHours(1)))).isEqualByComparingTo("0.108");
  }

  @Test
  void whatNoRunExplainsWasStartingOrIdle() {
    // Given ten minutes of one machine that took 20 s to start, and a run of a minute in one of two
    // slots
    List<MachineSpan> spans =
        List.of(span("m-1", "2026-11-20T14:30:00Z", 20, "2026-11-20T14:40:00Z"));
    CostLine runs =
        new CostLine(
            "2026-11-20",
            "",
            "",
            "",
            null,
            1,
            1,
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            PRICE.of(Duration.ofSeconds(30)));

    // When
    DayAccount day = DayAccount.of(FRIDAY, FRIDAY, spans, Map.of(FRIDAY, runs)).getFirst();

    // Then
    assertThat(day.machine()).isEqualTo(Duration.ofMinutes(10));
    assertThat(day.runs()).isEqualTo(Duration.ofSeconds(30));
    assertThat(day.starting()).isEqualTo(Duration.ofSeconds(20));
    assertThat(day.idle()).isEqualTo(Duration.ofSeconds(550));
    assertThat(Price.amount(day.picos())).isEqualByComparingTo("0.018");
    assertThat(day.picos()).isEqualTo(day.runPicos() + day.otherPicos());
  }

  @Test
  void aMachineAcrossMidnightCountsOnBothDays() {
    // Given
    List<MachineSpan> spans =
        List.of(span("m-1", "2026-11-20T23:59:50Z", 20, "2026-11-21T00:01:00Z"));

    // When
    List<DayAccount> days = DayAccount.of(FRIDAY, SATURDAY, spans, Map.of());

    // Then the newest is the first
    assertThat(days)
        .extracting(DayAccount::day, DayAccount::machine, DayAccount::starting, DayAccount::idle)
        .containsExactly(
            tuple(SATURDAY, Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(50)),
            tuple(FRIDAY, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ZERO));
  }

  @Test
  void theCurveHasAPointWhereverTheNumberChanges() {
    // Given one machine that was there before, one within, and one that ends as another starts
    Instant from = Instant.parse("2026-11-20T14:00:00Z");
    List<MachineSpan> spans =
        List.of(
            span("m-0", "2026-11-20T12:00:00Z", -1, "2026-11-20T13:59:59Z"),
            span("m-1", "2026-11-20T13:00:00Z", -1, "2026-11-20T14:10:00Z"),
            span("m-2", "2026-11-20T14:05:00Z", -1, "2026-11-20T14:20:00Z"),
            span("m-3", "2026-11-20T14:10:00Z", -1, "2026-11-20T14:59:50Z"));

    // When
    MachineCurve curve = MachineCurve.of(spans, from, from.plusSeconds(3_600));

    // Then
    assertThat(curve.points())
        .containsExactly(
            new Point(from, 1),
            new Point(from.plusSeconds(300), 2),
            new Point(from.plusSeconds(1_200), 1));
    assertThat(curve.most()).isEqualTo(2);
    assertThat(MachineCurve.of(List.of(), from, from.plusSeconds(1)).points())
        .containsExactly(new Point(from, 0));
  }
}
