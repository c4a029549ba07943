package openbell.machines.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.alert.Alert;
import org.junit.jupiter.api.Test;

class FleetKeeperTest {
  private static final Instant OPEN = Scenes.NOW;

  private final MemoryFleet fleet = new MemoryFleet();
  private final List<DecisionLog.Entry> entries = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private final Set<String> resting = new HashSet<>();
  private Load load = Load.none();
  private boolean queueAway;
  private boolean ours = true;
  private boolean slept;

  private final FleetKeeper keeper =
      new FleetKeeper(
          new FleetKeeper.Sources(this::read, (_, _) -> List.of(), new NoUse()),
          fleet,
          new MemoryDrains(),
          new DeadlinePolicy(
              new DeadlinePolicy.Limits(0, 3, 3, Duration.ofSeconds(10)),
              2,
              Duration.ofSeconds(60),
              Duration.ofMinutes(5)),
          new MemoryLog(),
          new MemoryTerm(),
          Duration.ofSeconds(5),
          alerts::add);

  @Test
  void startsOneMachineForOnePortfolioAndEndsItAfterTheGrace() {
    // Given a quiet morning
    keeper.beat(OPEN);
    assertThat(keeper.pace()).isEqualTo(Pace.EMPTY);
    // When one portfolio arrives, is worked on, and is done
    load = Scenes.load(1, 1, List.of());
    keeper.beat(OPEN.plusSeconds(5));
    assertThat(keeper.pace()).isEqualTo(Pace.MOVING);
    load = Scenes.load(0, 0, List.of(new Load.ActiveJob("m0", Duration.ofSeconds(1), 1)));
    keeper.beat(OPEN.plusSeconds(10));
    load = Load.none();
    for (int second = 15; second <= 320; second += 5) {
      keeper.beat(OPEN.plusSeconds(second));
    }
    // Then
    assertThat(fleet.ids).isEmpty();
    assertThat(entries)
        .extracting(DecisionLog.Entry::action)
        .containsExactly("hold", "start 1", "hold", "hold", "drain m0", "stop m0", "hold");
  }

  @Test
  void takesARestingMachineBackWhenWorkComesBeforeItsEnd() {
    // Given
    fleet.ids.add("m0");
    resting.add("m0");
    load = Scenes.load(1, 1, List.of());
    // When
    keeper.beat(OPEN);
    // Then
    assertThat(resting).isEmpty();
    assertThat(fleet.ids).containsExactly("m0");
  }

  @Test
  void leavesEverythingAsItIsWhileTheQueueDoesNotAnswer() {
    // Given
    load = Scenes.load(5, 5, List.of());
    keeper.beat(OPEN);
    // When
    queueAway = true;
    keeper.beat(OPEN.plusSeconds(3_600));
    // Then
    assertThat(fleet.ids).containsExactly("m0");
    assertThat(entries.getLast().reason()).contains("did not answer");
  }

  @Test
  void leavesEverythingAsItIsWhileTheFleetDoesNotAnswer() {
    // Given
    load = Scenes.load(5, 5, List.of());
    fleet.away = true;
    // When
    keeper.beat(OPEN);
    // Then
    assertThat(fleet.ids).isEmpty();
    assertThat(entries.getLast().reason()).isEqualTo("The fleet did not answer.");
  }

  @Test
  void doesNothingWhileAnotherManagerActsOrWhenItsTermIsOverInBetween() {
    // Given
    load = Scenes.load(5, 5, List.of());
    // When
    ours = false;
    keeper.beat(OPEN);
    ours = true;
    slept = true;
    keeper.beat(OPEN.plusSeconds(1));
    // Then
    assertThat(fleet.ids).isEmpty();
  }

  @Test
  void alertsOnceWhenTheDeadlineCannotBeMet() {
    // Given
    Instant deadline = OPEN.plusSeconds(60);
    load = new Load(9_000, 0, 0, Duration.ZERO, null, 9_000, 0, List.of(), Set.of(), deadline);
    // When
    keeper.beat(OPEN);
    keeper.beat(OPEN.plusSeconds(1));
    // Then
    assertThat(alerts).singleElement().satisfies(a -> assertThat(a.text()).contains("deadline"));
  }

  private Load read() {
    if (queueAway) {
      throw FailureException.of(FailureReason.QUEUE_UNAVAILABLE, "no answer");
    }
    return new Load(
        load.ready(),
        load.dueDelayed(),
        load.delayed(),
        load.oldestReady(),
        load.untilNextDue(),
        load.waitingSeconds(),
        load.crashed(),
        load.active(),
        resting,
        load.deadline());
  }

  private final class MemoryDrains implements Drains {
    @Override
    public void rest(Set<String> machines) {
      resting.addAll(machines);
    }

    @Override
    public void resume(Set<String> machines) {
      resting.removeAll(machines);
    }
  }

  private final class MemoryLog implements DecisionLog {
    @Override
    public void append(Entry entry, Instant keepFrom) {
      entries.add(entry);
    }

    @Override
    public List<Entry> newest(int limit) {
      return entries.reversed();
    }
  }

  private final class MemoryTerm implements Term {
    @Override
    public boolean hold() {
      return ours;
    }

    @Override
    public boolean held() {
      return ours && !slept;
    }
  }

  private static final class NoUse implements MachineUse {
    @Override
    public void seen(List<Machine> machines, Instant at) {}

    @Override
    public Duration today(Instant at) {
      return Duration.ZERO;
    }

    @Override
    public Duration bootTime(Duration otherwise) {
      return otherwise;
    }
  }

  private static final class MemoryFleet implements Fleet {
    private final List<String> ids = new ArrayList<>();
    private boolean away;

    @Override
    public String kind() {
      return "memory";
    }

    @Override
    public FleetView view() {
      if (away) {
        throw FailureException.of(FailureReason.CRASHED, "no answer");
      }
      return FleetView.of(
          ids.stream()
              .map(id -> Scenes.machine(id, Machine.State.RUNNING, OPEN.minusSeconds(100)))
              .toList());
    }

    @Override
    public List<String> start(int count) {
      List<String> started = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        started.add("m" + ids.size());
        ids.addLast("m" + ids.size());
      }
      return started;
    }

    @Override
    public void stop(Set<String> stopped) {
      ids.removeAll(stopped);
      // The real ones forget the mark of a machine that is gone.
    }
  }
}
