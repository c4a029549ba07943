package openbell.machines.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import openbell.model.message.WorkMeasured;
import openbell.runtime.testing.ManualClock;
import org.junit.jupiter.api.Test;

class RunCostsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T14:30:00Z");

  private final Notes notes = new Notes();
  private final ManualClock clock = ManualClock.at(NOW);

  private static final class Notes implements CostLedger {
    private final List<String> said = new ArrayList<>();

    @Override
    public void add(WorkMeasured batch, Price price) {
      said.add("add " + batch.batch());
    }

    @Override
    public List<CostLine> lines(CostQuestion question) {
      return List.of();
    }

    @Override
    public List<MachineSpan> spans(LocalDate from, LocalDate to) {
      return List.of();
    }

    @Override
    public Map<LocalDate, CostLine> explained(LocalDate from, LocalDate to) {
      return Map.of();
    }

    @Override
    public void forget(Instant lines, LocalDate days) {
      said.add("forget " + lines + " " + days);
    }
  }

  @Test
  void forgetsNowAndThenAndWritesNothingForAnEmptyBatch() {
    // Given
    RunCosts costs =
        new RunCosts(
            notes,
            new Price(1, "USD", null),
            new RunCosts.Keep(Duration.ofDays(35), Duration.ofDays(400)),
            clock);
    WorkMeasured empty = new WorkMeasured("m-1", "b-1", 1, List.of());

    // When
    costs.take(empty);
    clock.advance(Duration.ofHours(6));
    costs.take(empty);
    costs.take(empty);

    // Then
    assertThat(notes.said).containsExactly("forget 2026-10-16T20:30:00Z 2025-10-16");
  }
}
