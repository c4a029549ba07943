package openbell.machines.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.queue.QueueDepth;
import org.junit.jupiter.api.Test;

class FleetKeeperTest {
  private static final Instant OPEN = Instant.parse("2026-11-20T14:30:00Z");

  private final MemoryFleet fleet = new MemoryFleet();
  private final List<DecisionLog.Entry> entries = new ArrayList<>();
  private QueueDepth depth = ScalingPolicyTest.depth(0, 0);
  private boolean queueAway;

  private final FleetKeeper keeper =
      new FleetKeeper(
          this::read,
          fleet,
          new ScalingPolicy(
              new ScalingPolicy.Limits(0, 3, 3, Duration.ofSeconds(10)),
              2,
              Duration.ofSeconds(1),
              Duration.ofSeconds(30),
              Duration.ofMinutes(5)),
          new DecisionLog() {
            @Override
            public void append(Entry entry, Instant keepFrom) {
              entries.add(entry);
            }

            @Override
            public List<Entry> newest(int limit) {
              return entries.reversed();
            }
          });

  @Test
  void startsOneMachineForOnePortfolioAndStopsItAfterTheGrace() {
    // Given a quiet morning
    keeper.beat(OPEN);
    assertThat(fleet.ids).isEmpty();
    // When one portfolio arrives, is worked on, and is done
    depth = ScalingPolicyTest.depth(1, 0);
    keeper.beat(OPEN.plusSeconds(5));
    depth = ScalingPolicyTest.depth(0, 1);
    keeper.beat(OPEN.plusSeconds(10));
    depth = ScalingPolicyTest.depth(0, 0);
    for (int second = 15; second <= 310; second += 5) {
      keeper.beat(OPEN.plusSeconds(second));
    }
    // Then
    assertThat(fleet.ids).isEmpty();
    assertThat(entries)
        .extracting(DecisionLog.Entry::action)
        .containsExactly("hold", "start 1", "hold", "hold", "stop m0");
  }

  @Test
  void leavesEverythingAsItIsWhileTheQueueDoesNotAnswer() {
    // Given
    depth = ScalingPolicyTest.depth(5, 0);
    keeper.beat(OPEN);
    // When
    queueAway = true;
    keeper.beat(OPEN.plusSeconds(3_600));
    // Then
    assertThat(fleet.ids).containsExactly("m0");
    assertThat(entries.getLast().reason()).contains("did not answer");
  }

  private QueueDepth read() {
    if (queueAway) {
      throw FailureException.of(FailureReason.QUEUE_UNAVAILABLE, "no answer");
    }
    return depth;
  }

  private static final class MemoryFleet implements Fleet {
    private final List<String> ids = new ArrayList<>();

    @Override
    public String kind() {
      return "memory";
    }

    @Override
    public FleetView view() {
      return FleetView.of(
          ids.stream().map(id -> new Machine(id, Machine.State.RUNNING, OPEN, "")).toList());
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
    }
  }
}
