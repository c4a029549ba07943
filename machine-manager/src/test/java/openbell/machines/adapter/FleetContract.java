package openbell.machines.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Set;
import openbell.machines.fleet.Fleet;
import openbell.machines.fleet.Machine;
import org.junit.jupiter.api.Test;

/// What every fleet keeps to.
abstract class FleetContract {

  /// A fleet that was just built, for at most three machines.
  abstract Fleet newFleet();

  @Test
  void listsEveryMachineOnceUnderAnIdOfItsOwn() {
    // Given
    Fleet fleet = newFleet();
    // When
    fleet.start(2);
    // Then
    List<String> ids = fleet.view().machines().stream().map(Machine::id).toList();
    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void listsWhatItSaysItStarted() {
    // Given
    Fleet fleet = newFleet();
    // When
    List<String> started = fleet.start(1);
    // Then
    assertThat(fleet.view().machines()).extracting(Machine::id).containsAll(started);
  }

  @Test
  void neverHasMoreMachinesThanItMay() {
    // Given
    Fleet fleet = newFleet();
    // When
    fleet.start(2);
    fleet.start(50);
    // Then
    assertThat(fleet.view().machines()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void stoppingAMachineThatIsNotThereIsFine() {
    // Given
    Fleet fleet = newFleet();
    // When
    var stopping = assertThatCode(() -> fleet.stop(Set.of("nobody")));
    // Then
    stopping.doesNotThrowAnyException();
  }

  @Test
  void stoppingTwiceIsFine() {
    // Given
    Fleet fleet = newFleet();
    Set<String> started = Set.copyOf(fleet.start(1));
    fleet.stop(started);
    // When
    var again = assertThatCode(() -> fleet.stop(started));
    // Then
    again.doesNotThrowAnyException();
  }
}
