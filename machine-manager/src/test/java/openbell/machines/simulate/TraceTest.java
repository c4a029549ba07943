package openbell.machines.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static final Duration WITHIN = Duration.ofMinutes(2);

  @Test
  void readsARecordedDayAndKnowsItsBatches() {
    // Given five jobs in one minute, one alone, and a long one
    List<String> lines = new ArrayList<>(List.of("arrived,owner,portfolio,seconds"));
    for (int i = 0; i < 5; i++) {
      lines.add("2026-11-20T14:30:0" + i + "Z,ann,p" + i + ",0.5");
    }
    lines.add("2026-11-20T16:00:00.250Z,ben,p9,1.5");
    lines.add("2026-11-20T17:00:00Z,ben,p10,600");
    // When
    Scenario day = Trace.scenario(lines, WITHIN, 20, Faults.usual());
    // Then
    assertThat(day.start()).hasToString("2026-11-20T00:00:00Z");
    assertThat(day.length()).isEqualTo(Duration.ofDays(1));
    assertThat(day.arrivals()).hasSize(7);
    assertThat(day.arrivals()).extracting(Arrival::known).startsWith(true).endsWith(false, false);
    assertThat(day.arrivals().get(5).deadline()).hasToString("2026-11-20T16:02:00.250Z");
    assertThat(day.arrivals().get(6).deadline()).isNull();
  }

  @Test
  void readsWhatItWrote() {
    // Given
    Scenario day = Scenarios.all().getFirst();
    // When
    Scenario read = Trace.scenario(Trace.lines(day), WITHIN, day.most(), day.faults());
    // Then
    assertThat(read.arrivals()).isEqualTo(day.arrivals());
  }

  @Test
  void namesTheLineThatIsWrong() {
    // When / Then
    assertThatThrownBy(() -> read("arrived,owner,portfolio,seconds", "today,a,b,1"))
        .hasMessageContaining("line 2");
    assertThatThrownBy(() -> read("2026-11-20T14:30:00Z,a,b,-1")).hasMessageContaining("line 1");
    assertThatThrownBy(() -> read("2026-11-20T14:30:00Z,a,b")).hasMessageContaining("line 1");
    assertThatThrownBy(() -> read("# nothing")).hasMessageContaining("no arrival");
  }

  @Test
  void readsPricesOnlyWithTheirDate() {
    // When / Then
    assertThat(Prices.parse(List.of("# as of 2026-01-01", Prices.HEADING, "a,2,0.5,10")).find("a"))
        .contains(new MachineType("a", 2, 0.5, 10));
    assertThatThrownBy(() -> Prices.parse(List.of("a,2,0.5,10"))).hasMessageContaining("as of");
    assertThatThrownBy(() -> Prices.parse(List.of("# x", "a,2,0,10")))
        .hasMessageContaining("line 2");
    assertThatThrownBy(() -> Prices.parse(List.of("# x"))).hasMessageContaining("no price");
  }

  private static void read(String... lines) {
    Trace.scenario(List.of(lines), WITHIN, 20, Faults.usual());
  }
}
