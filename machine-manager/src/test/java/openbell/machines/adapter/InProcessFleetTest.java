package openbell.machines.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import openbell.machines.fleet.Fleet;
import org.junit.jupiter.api.Test;

class InProcessFleetTest extends FleetContract {

  @Override
  Fleet newFleet() {
    return new InProcessFleet("here", Instant.EPOCH);
  }

  @Test
  void isOneMachineWhateverIsAsked() {
    // Given
    Fleet fleet = newFleet();
    // When
    fleet.start(3);
    // Then
    assertThat(fleet.view().capacity()).isEqualTo(1);
  }
}
