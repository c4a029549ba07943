package openbell.machines.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import openbell.machines.fleet.DeadlinePolicy;
import openbell.machines.fleet.DecisionLog;
import openbell.machines.fleet.Drains;
import openbell.machines.fleet.Fleet;
import openbell.machines.fleet.FleetKeeper;
import openbell.machines.fleet.FleetView;
import openbell.machines.fleet.Load;
import openbell.machines.fleet.Machine;
import openbell.machines.fleet.MachineUse;
import openbell.machines.fleet.Pauses;
import openbell.machines.fleet.Term;
import openbell.runtime.timer.TimerGuard;
import org.junit.jupiter.api.Test;

class ScalingLoopTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Semaphore bell = new Semaphore(0);
  private final CountDownLatch listening = new CountDownLatch(1);
  private final CountDownLatch left = new CountDownLatch(1);
  private final LinkedBlockingQueue<Integer> started = new LinkedBlockingQueue<>();
  private volatile Load load = Load.none();

  @Test
  void startsAMachineAtOnceWhenTheFirstJobRingsAndEndsWithItsProcess() throws Exception {
    // Given a loop that would look again in an hour
    ScalingLoop loop =
        new ScalingLoop(
            keeper(),
            longest -> {
              listening.countDown();
              var _ = bell.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
            },
            new Pauses(true, HOUR, HOUR, HOUR),
            new TimerGuard(_ -> {}),
            Clock.systemUTC());
    loop.start(new StartupEvent());
    assertThat(listening.await(10, TimeUnit.SECONDS)).isTrue();
    // When
    load = new Load(1, 0, 0, Duration.ZERO, null, 1, 0, List.of(), Set.of(), null);
    bell.release();
    // Then
    assertThat(started.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
    loop.stop(new ShutdownEvent());
    assertThat(left.getCount()).isZero();
  }

  private FleetKeeper keeper() {
    return new FleetKeeper(
        new FleetKeeper.Sources(() -> load, (_, _) -> List.of(), new NoUse()),
        new EmptyFleet(),
        new NoDrains(),
        new DeadlinePolicy(
            new DeadlinePolicy.Limits(0, 3, 3, Duration.ofSeconds(10)),
            2,
            Duration.ofMinutes(2),
            Duration.ofMinutes(5)),
        new NoLog(),
        new OwnTerm(),
        Duration.ofSeconds(5),
        _ -> {});
  }

  private final class EmptyFleet implements Fleet {
    @Override
    public String kind() {
      return "empty";
    }

    @Override
    public FleetView view() {
      return FleetView.of(List.of());
    }

    @Override
    public List<String> start(int count) {
      started.add(count);
      return List.of("m");
    }

    @Override
    public void stop(Set<String> ids) {}
  }

  private static final class NoDrains implements Drains {
    @Override
    public void rest(Set<String> machines) {}

    @Override
    public void resume(Set<String> machines) {}
  }

  private static final class NoLog implements DecisionLog {
    @Override
    public void append(Entry entry, Instant keepFrom) {}

    @Override
    public List<Entry> newest(int limit) {
      return List.of();
    }
  }

  private final class OwnTerm implements Term {
    @Override
    public boolean hold() {
      return true;
    }

    @Override
    public boolean held() {
      return true;
    }

    @Override
    public void release() {
      left.countDown();
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
}
