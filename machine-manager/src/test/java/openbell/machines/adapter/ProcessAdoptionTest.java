package openbell.machines.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openbell.machines.fleet.Machine;
import openbell.machines.fleet.Machine.State;
import openbell.runtime.testing.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A manager is killed at each step of a start and of a stop; the next one goes on.
class ProcessAdoptionTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration TOO_LATE = Duration.ofSeconds(11);

  @TempDir Path directory;

  private final ManualClock clock = ManualClock.at(Instant.now());

  @AfterEach
  void endWhatIsLeft() {
    StandIn.endAllOf(directory);
  }

  @Test
  void afterTheWishTheStartIsCalledOffAndALateProcessEndsBeforeItWorks() throws Exception {
    // Given a manager that wrote its wish and was killed
    ProcessNotes notes = new ProcessNotes(directory);
    notes.wish("worker-1", clock.instant());
    ProcessFleet next = next();
    assertThat(next.view().machines()).extracting(Machine::state).containsExactly(State.STARTING);
    // When nothing comes of it, and its process comes after all
    clock.advance(TOO_LATE);
    assertThat(next.view().machines()).isEmpty();
    int code = birth(notes).waitFor();
    // Then
    assertThat(code).isEqualTo(75);
    assertThat(next.view().machines()).isEmpty();
    assertThat(next.view().failedStarts()).isEqualTo(1);
  }

  @Test
  void afterTheProcessTheNextManagerHasItAndCountsIt() throws Exception {
    // Given a manager that was killed right after it made the process
    ProcessNotes notes = new ProcessNotes(directory);
    notes.wish("worker-1", clock.instant());
    Process worker = birth(notes);
    await().atMost(LONGEST).until(() -> Files.exists(notes.upFile("worker-1")));
    // When
    ProcessFleet next = next();
    // Then
    assertThat(next.view().machines()).extracting(Machine::id).containsExactly("worker-1");
    assertThat(next.start(3)).hasSize(2);
    next.stop(Set.of("worker-1"));
    assertThat(worker.waitFor()).isEqualTo(128 + 15);
  }

  @Test
  void afterTheNoteOfAStopTheNextManagerSaysIt() throws Exception {
    // Given a manager that was killed between its note and its signal
    ProcessNotes notes = new ProcessNotes(directory);
    notes.wish("worker-1", clock.instant());
    Process worker = birth(notes);
    await().atMost(LONGEST).until(() -> Files.exists(notes.upFile("worker-1")));
    notes.stop("worker-1", clock.instant());
    // When
    next().view();
    // Then
    assertThat(worker.waitFor()).isEqualTo(128 + 15);
  }

  @Test
  void aStartThatIsStoppedBeforeItIsAProcessNeverBecomesOne() throws Exception {
    // Given
    ProcessNotes notes = new ProcessNotes(directory);
    notes.wish("worker-1", clock.instant());
    // When
    next().stop(Set.of("worker-1"));
    // Then
    assertThat(birth(notes).waitFor()).isEqualTo(75);
    assertThat(next().view().machines()).isEmpty();
  }

  @Test
  void aWorkerWhoseFilesAreLostIsFoundInTheProcessTable() throws IOException {
    // Given
    String id = next().start(1).getFirst();
    await().atMost(LONGEST).until(() -> Files.exists(directory.resolve(id + ".up")));
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    // When
    List<Machine> machines = next().view().machines();
    // Then
    assertThat(machines).extracting(Machine::id).containsExactly(id);
    assertThat(machines).extracting(Machine::state).containsExactly(State.RUNNING);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 15})
  void aManagerKilledWhileItStartsLeavesNobodyUnknown(int millis) throws Exception {
    // Given a manager in the middle of three starts
    Process manager =
        new ProcessBuilder(StandIn.command("manages", directory))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    await()
        .pollInterval(Duration.ofMillis(1))
        .atMost(LONGEST)
        .until(() -> Files.exists(directory.resolve("managing")));
    Thread.sleep(millis);
    // When
    manager.destroyForcibly().waitFor();
    ProcessFleet next = next();
    next.start(3);
    // Then there are three, and each is known
    clock.advance(TOO_LATE);
    await().atMost(LONGEST).until(() -> running(next).equals(known()));
    assertThat(running(next)).hasSizeLessThanOrEqualTo(3);
    next.stop(running(next));
    await().atMost(LONGEST).until(() -> next.view().machines().isEmpty());
    assertThat(known()).isEmpty();
  }

  private static Set<String> running(ProcessFleet fleet) {
    List<Machine> machines = fleet.view().machines();
    return machines.stream().allMatch(machine -> machine.state() == State.RUNNING)
        ? machines.stream().map(Machine::id).collect(Collectors.toSet())
        : Set.of("not yet");
  }

  /// By the operating system.
  private Set<String> known() {
    return ProcessTable.workersOf(directory).stream()
        .map(found -> String.valueOf(found.up().getFileName()).replace(".up", ""))
        .collect(Collectors.toSet());
  }

  private ProcessFleet next() {
    return StandIn.fleet("obeys", directory, clock);
  }

  /// What a manager does between its wish and its end.
  private Process birth(ProcessNotes notes) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(notes.birth("worker-1", 0, StandIn.command("obeys", directory)));
    builder.environment().put(ProcessFleet.MARK, "worker-1");
    builder.environment().put(ProcessTable.UP, notes.upFile("worker-1").toString());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
