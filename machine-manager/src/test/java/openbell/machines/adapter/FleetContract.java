package openbell.machines.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.machines.fleet.Fleet;
import openbell.machines.fleet.Machine;
import openbell.model.run.FailureException;
import org.junit.jupiter.api.Test;

/// What every fleet keeps to. One that cannot start and stop keeps to it by doing nothing.
abstract class FleetContract {

  /// A fleet that was just built, for at most three machines.
  abstract Fleet newFleet();

  /// Another manager of what {@link #newFleet} began with, after that one was killed; empty when
  /// nothing outlives the manager.
  Optional<Fleet> nextManager() {
    return Optional.empty();
  }

  /// From now on the world answers nothing, or only errors; false when there is no world to fail.
  boolean breakTheWorld() {
    return false;
  }

  /// All is well again.
  void mendTheWorld() {}

  /// Lets time pass until what was asked for is there.
  void awaitAll(Fleet fleet) {}

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
    assertThat(ids(fleet)).containsAll(started);
  }

  @Test
  void listsTheSameWhenAskedAgain() {
    // Given
    Fleet fleet = newFleet();
    fleet.start(2);
    Set<String> once = ids(fleet);
    // When
    Set<String> again = ids(fleet);
    // Then
    assertThat(again).isEqualTo(once);
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
  void startsNothingWhenNothingIsAskedFor() {
    // Given
    Fleet fleet = newFleet();
    Set<String> before = ids(fleet);
    // When
    List<String> started = fleet.start(0);
    // Then
    assertThat(started).isEmpty();
    assertThat(ids(fleet)).isEqualTo(before);
  }

  @Test
  void whatIsToldToEndIsNoCapacityAndTheOthersAre() {
    // Given
    Fleet fleet = newFleet();
    fleet.start(3);
    awaitAll(fleet);
    List<String> started = ids(fleet).stream().sorted().toList();
    assumeThat(started).hasSize(3);
    // When
    fleet.stop(Set.of(started.getFirst()));
    // Then
    Set<String> capacity =
        fleet.view().machines().stream()
            .filter(machine -> machine.state().capacity())
            .map(Machine::id)
            .collect(Collectors.toSet());
    assertThat(capacity).containsExactlyInAnyOrderElementsOf(started.subList(1, 3));
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

  @Test
  void theNextManagerSeesWhatIsThereAndStartsOnlyWhatIsMissing() {
    // Given a manager that started two and was killed
    Fleet fleet = newFleet();
    Set<String> first = new HashSet<>(fleet.start(2));
    Optional<Fleet> next = nextManager();
    assumeThat(next).isPresent();
    assertThat(ids(next.orElseThrow())).isEqualTo(first);
    // When
    List<String> more = next.orElseThrow().start(3);
    // Then
    assertThat(more).hasSize(1).doesNotContainAnyElementsOf(first);
  }

  @Test
  void whatCannotBeAskedIsSaidAndNothingIsStartedTwice() {
    // Given a world that fails in the middle
    Fleet fleet = newFleet();
    fleet.start(1);
    assumeThat(breakTheWorld()).isTrue();
    tolerate(() -> fleet.start(2));
    tolerate(fleet::view);
    // When
    mendTheWorld();
    // Then
    assertThat(fleet.view().machines()).hasSizeBetween(1, 3);
  }

  private static void tolerate(Runnable call) {
    try {
      call.run();
    } catch (FailureException _) {
      // That is how a fleet says it.
    }
  }

  private static Set<String> ids(Fleet fleet) {
    return fleet.view().machines().stream().map(Machine::id).collect(Collectors.toSet());
  }
}
