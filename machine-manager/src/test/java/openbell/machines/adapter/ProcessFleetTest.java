package openbell.machines.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import openbell.machines.fleet.Fleet;
import openbell.machines.fleet.FleetView;
import openbell.machines.fleet.Machine;
import openbell.runtime.testing.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With real child JVMs.
class ProcessFleetTest extends FleetContract {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(20);

  @TempDir Path directory;

  private final ManualClock clock = ManualClock.at(Instant.now());

  @AfterEach
  void endWhatIsLeft() {
    for (ProcessRecord left : ProcessRecord.all(directory)) {
      left.process()
          .ifPresent(
              process -> {
                process.destroyForcibly();
                process.onExit().join();
              });
    }
  }

  @Override
  Fleet newFleet() {
    return fleet("obeys");
  }

  private ProcessFleet fleet(String manner) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            java,
            "-Xmx32m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            Path.of("target", "test-classes").toAbsolutePath().toString(),
            StandIn.class.getName(),
            manner,
            directory.toString());
    return new ProcessFleet(
        new ProcessFleet.Settings(command, Map.of(), directory, 3, GRACE), clock);
  }

  @Test
  void startsARealProcessThatKnowsItsId() {
    // Given
    ProcessFleet fleet = fleet("obeys");
    // When
    String id = fleet.start(1).getFirst();
    // Then
    await().atMost(LONGEST).until(() -> Files.exists(directory.resolve(id + ".up")));
    assertThat(fleet.view().machines()).extracting(Machine::id).containsExactly(id);
  }

  @Test
  void stopsAProcessBySigtermAndForgetsItWhenItEnded() {
    // Given
    ProcessFleet fleet = fleet("obeys");
    String id = startAndAwait(fleet);
    // When
    fleet.stop(Set.of(id));
    // Then
    await().atMost(LONGEST).until(() -> fleet.view().machines().isEmpty());
    assertThat(fleet.view().failedStarts()).isZero();
  }

  @Test
  void killsAProcessOnlyAfterItsGrace() {
    // Given one that does not end when asked
    ProcessFleet fleet = fleet("ignores");
    String id = startAndAwait(fleet);
    fleet.stop(Set.of(id));
    clock.advance(GRACE);
    assertThat(fleet.view().machines())
        .extracting(Machine::state)
        .containsExactly(Machine.State.DRAINING);
    // When
    clock.advance(Duration.ofSeconds(1));
    // Then
    await().atMost(LONGEST).until(() -> fleet.view().machines().isEmpty());
  }

  @Test
  void adoptsWhatAnEarlierManagerStarted() {
    // Given
    String id = startAndAwait(fleet("obeys"));
    // When another manager begins on the same directory
    ProcessFleet next = fleet("obeys");
    // Then it lists the machine, counts it against the limit, and can stop it
    assertThat(next.view().machines()).extracting(Machine::id).containsExactly(id);
    assertThat(next.start(3)).hasSize(2).doesNotContain(id);
    next.stop(Set.of(id));
    await()
        .atMost(LONGEST)
        .until(() -> next.view().machines().stream().noneMatch(m -> m.id().equals(id)));
  }

  @Test
  void takesNoForeignProcessThatGotTheSameProcessId() {
    // Given a note about a process that ended long ago; its id now belongs to this JVM
    long self = ProcessHandle.current().pid();
    new ProcessRecord("worker-1", self, Instant.parse("2020-01-01T00:00:00Z"), null)
        .write(directory);
    // When
    FleetView view = fleet("obeys").view();
    // Then
    assertThat(view.machines()).isEmpty();
  }

  @Test
  void countsProcessesThatEndSoonAfterTheirStart() {
    // Given
    ProcessFleet fleet = fleet("dies");
    // When
    fleet.start(1);
    // Then
    await().atMost(LONGEST).until(() -> fleet.view().failedStarts() == 1);
    assertThat(fleet.view().machines()).isEmpty();
    assertThat(fleet.view().lastFailure()).isEqualTo(clock.instant());
  }

  private String startAndAwait(ProcessFleet fleet) {
    String id = fleet.start(1).getFirst();
    await().atMost(LONGEST).until(() -> Files.exists(directory.resolve(id + ".up")));
    return id;
  }
}
