package openbell.machines.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import openbell.machines.fleet.Fleet;
import openbell.machines.fleet.Machine;
import openbell.machines.fleet.Machine.State;
import openbell.runtime.testing.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With real child JVMs.
class ProcessFleetTest extends FleetContract {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @TempDir Path directory;

  private final ManualClock clock = ManualClock.at(Instant.now());

  @AfterEach
  void endWhatIsLeft() {
    StandIn.endAllOf(directory);
  }

  @Override
  Fleet newFleet() {
    return fleet("obeys");
  }

  @Override
  Optional<Fleet> nextManager() {
    return Optional.of(fleet("obeys"));
  }

  private ProcessFleet fleet(String manner) {
    return StandIn.fleet(manner, directory, clock);
  }

  @Test
  void aProcessStartsUntilItSaysThatItWorks() {
    // Given
    ProcessFleet fleet = fleet("obeys");
    // When
    String id = fleet.start(1).getFirst();
    // Then
    assertThat(states(fleet)).containsExactly(State.STARTING);
    await().atMost(LONGEST).until(() -> states(fleet).equals(List.of(State.RUNNING)));
    assertThat(ProcessTable.workersOf(directory))
        .extracting(ProcessTable.Found::up)
        .containsExactly(directory.resolve(id + ".up"));
  }

  @Test
  void aProcessThatNeverSaysThatItWorksIsStuckInTheEnd() {
    // Given
    ProcessFleet fleet = fleet("sleeps");
    fleet.start(1);
    await().atMost(LONGEST).until(() -> ProcessTable.workersOf(directory).size() == 1);
    await().atMost(LONGEST).until(() -> note().born());
    clock.advance(StandIn.BOOT_LIMIT);
    assertThat(states(fleet)).containsExactly(State.STARTING);
    // When
    clock.advance(Duration.ofSeconds(1));
    // Then
    assertThat(states(fleet)).containsExactly(State.STUCK);
  }

  @Test
  void stopsAProcessBySigtermAndForgetsItWhenItEnded() throws IOException {
    // Given
    ProcessFleet fleet = fleet("obeys");
    String id = startAndAwait(fleet);
    // When
    fleet.stop(Set.of(id));
    // Then its log is all that is left
    await().atMost(LONGEST).until(() -> fleet.view().machines().isEmpty());
    assertThat(fleet.view().failedStarts()).isZero();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(directory.resolve(id + ".log"));
    }
  }

  @Test
  void killsAProcessOnlyAfterItsGrace() {
    // Given one that does not end when asked
    ProcessFleet fleet = fleet("ignores");
    fleet.stop(Set.of(startAndAwait(fleet)));
    clock.advance(StandIn.GRACE);
    assertThat(states(fleet)).containsExactly(State.STOPPING);
    // When
    clock.advance(Duration.ofSeconds(1));
    // Then
    await().atMost(LONGEST).until(() -> fleet.view().machines().isEmpty());
  }

  @Test
  void takesNoForeignProcessThatGotTheSameProcessId() {
    // Given a note about a process that ended; its id now belongs to this JVM
    new ProcessNotes(directory).found("worker-1", clock.instant(), ProcessHandle.current().pid());
    // When
    List<Machine> machines = fleet("obeys").view().machines();
    // Then
    assertThat(machines).isEmpty();
  }

  @Test
  void countsProcessesThatEndSoonAfterTheirStart() {
    // Given
    ProcessFleet fleet = fleet("dies");
    // When
    fleet.start(1);
    // Then
    await().atMost(LONGEST).until(() -> note().born());
    await().atMost(LONGEST).until(() -> fleet.view().failedStarts() == 1);
    assertThat(fleet.view().machines()).isEmpty();
    assertThat(fleet.view().lastFailure()).isEqualTo(clock.instant());
  }

  @Test
  void keepsLogsSmallAndFew() throws IOException {
    // Given logs of workers that ended, and a worker that talks
    for (String id : List.of("old-1", "old-2", "old-3")) {
      Files.writeString(directory.resolve(id + ".log"), "x");
    }
    ProcessFleet fleet = fleet("talks");
    // When
    String id = startAndAwait(fleet);
    fleet.view();
    // Then
    assertThat(directory.resolve(id + ".log")).hasSize(0);
    assertThat(directory.resolve(id + ".log.1")).exists();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.filter(file -> file.toString().contains("old-"))).hasSize(StandIn.LOGS);
    }
  }

  private ProcessNote note() {
    return new ProcessNotes(directory).all().getFirst();
  }

  private static List<State> states(Fleet fleet) {
    return fleet.view().machines().stream().map(Machine::state).toList();
  }

  private String startAndAwait(ProcessFleet fleet) {
    String id = fleet.start(1).getFirst();
    await().atMost(LONGEST).until(() -> Files.exists(directory.resolve(id + ".up")));
    return id;
  }
}
