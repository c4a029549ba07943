package openbell.machines.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import openbell.machines.fleet.Fleet;
import openbell.machines.fleet.FleetView;
import openbell.machines.fleet.Machine;
import openbell.model.run.FailureException;
import openbell.runtime.testing.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a server of ours that behaves like the Machines API, for better and worse.
class FlyFleetTest extends FleetContract {
  private static final String IMAGE = "registry.example/worker:2";

  private final ManualClock clock = ManualClock.at("2018-06-15T13:30:00Z");
  private FlyServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new FlyServer(clock);
  }

  @AfterEach
  void stopServerThatWasNeverAskedTooOften() {
    server.close();
    assertThat(server.tooMany()).isEmpty();
  }

  @Override
  Fleet newFleet() {
    return fleet();
  }

  @Override
  boolean breakTheWorld() {
    server.fail("POST ", FlyServer.Kind.DOES_AND_HANGS_UP);
    server.say("POST ", 503, "unavailable");
    server.fail("GET ", FlyServer.Kind.HANGS_UP);
    return true;
  }

  @Override
  void mendTheWorld() {
    server.noMoreFaults();
    clock.advance(Duration.ofMinutes(10));
  }

  private FlyFleet fleet() {
    FlySettings settings =
        new FlySettings(
            server.base(),
            "app",
            FlyServer.TOKEN,
            "workers",
            IMAGE,
            List.of("ams", "fra"),
            new FlySettings.Size("performance", 1, 2048),
            Map.of("QUARKUS_REDIS_HOSTS", "redis://:hidden@redis"),
            3,
            Duration.ofMinutes(5),
            Duration.ofSeconds(5));
    return new FlyFleet(settings, clock, clock::advance, new Random(1));
  }

  @Test
  void startsStoppedMachinesBeforeItMakesOthers() {
    // Given
    String there = server.cloud.put("workers-1", "stopped", IMAGE).id;
    // When
    List<String> started = fleet().start(2);
    // Then
    assertThat(started).hasSize(2).startsWith(there);
    assertThat(server.cloud.boxes.values())
        .extracting(box -> box.name)
        .containsExactly("workers-1", "workers-2");
  }

  @Test
  void makesMachinesThatEndBySigtermAndHaveTimeForIt() {
    // When
    String id = fleet().start(1).getFirst();
    // Then
    var config = server.cloud.boxes.get(id).config;
    assertThat(config.path("stop_config").toString())
        .isEqualTo("{\"signal\":\"SIGTERM\",\"timeout\":\"300s\"}");
    assertThat(config.path("restart").path("policy").asText()).isEqualTo("on-failure");
    assertThat(config.path("metadata").path("openbell_fleet").asText()).isEqualTo("workers");
  }

  @Test
  void givesAStoppedMachineThePresentImageBeforeItStarts() {
    // Given
    String old = server.cloud.put("workers-1", "stopped", "registry.example/worker:1").id;
    // When
    fleet().start(1);
    // Then
    assertThat(server.cloud.boxes.get(old).config.path("image").asText()).isEqualTo(IMAGE);
    assertThat(server.cloud.boxes.get(old).state).isEqualTo("starting");
  }

  @Test
  void leavesMachinesOfOthersAlone() {
    // Given a machine of the same app without the mark
    var other = server.cloud.put("web", "started", "registry.example/web:1");
    other.config = FlyServer.object();
    FlyFleet fleet = fleet();
    // When
    fleet.stop(Set.of(other.id));
    // Then
    assertThat(fleet.view().machines()).isEmpty();
    assertThat(other.state).isEqualTo("started");
  }

  @Test
  void triesAnotherMachineAndThenAnotherRegionWhenThereIsNoRoom() {
    // Given a stopped machine on a full host, and a full first region
    server.cloud.fullHosts.add(server.cloud.put("workers-1", "stopped", IMAGE).id);
    server.cloud.fullRegions.add("ams");
    FlyFleet fleet = fleet();
    // When
    List<String> started = fleet.start(1);
    // Then
    assertThat(started).hasSize(1);
    assertThat(server.cloud.boxes.get(started.getFirst()).region).isEqualTo("fra");
  }

  @Test
  void saysThatStartsFailWhenThereIsRoomNowhere() {
    // Given
    server.cloud.fullRegions.addAll(List.of("ams", "fra"));
    FlyFleet fleet = fleet();
    // When
    List<String> started = fleet.start(3);
    // Then
    assertThat(started).isEmpty();
    assertThat(fleet.view().failedStarts()).isPositive();
    assertThat(server.asked(line -> line.equals("POST "))).isEqualTo(2);
  }

  @Test
  void makesRoomElsewhereForAMachineThatCannotStartWhereItIs() {
    // Given all names belong to stopped machines on full hosts
    for (int i = 1; i <= 3; i++) {
      server.cloud.fullHosts.add(server.cloud.put("workers-" + i, "stopped", IMAGE).id);
    }
    FlyFleet fleet = fleet();
    // When
    fleet.start(1);
    List<String> started = fleet.start(1);
    // Then
    assertThat(started).hasSize(1);
    assertThat(server.cloud.boxes).hasSize(3);
  }

  @Test
  void leavesAMachineAloneWhoseLeaseSomebodyHolds() {
    // Given
    var box = server.cloud.put("workers-1", "started", IMAGE);
    box.leasedUntil = clock.instant().plusSeconds(60);
    box.nonce = "of somebody else";
    // When
    fleet().stop(Set.of(box.id));
    // Then
    assertThat(box.state).isEqualTo("started");
    assertThat(server.asked(line -> line.contains("stop"))).isZero();
  }

  @Test
  void stopsUnderALeaseAndGivesItBack() {
    // Given
    var box = server.cloud.put("workers-1", "started", IMAGE);
    // When
    fleet().stop(Set.of(box.id));
    // Then
    assertThat(box.state).isEqualTo("stopping");
    assertThat(box.leasedUntil).isBefore(clock.instant());
  }

  @Test
  void showsWhatTakesTooLongAndWhatNobodyKnowsAsStuck() {
    // Given
    server.cloud.stuck.add(server.cloud.put("workers-1", "starting", IMAGE).id);
    server.cloud.put("workers-2", "hibernating", IMAGE);
    FlyFleet fleet = fleet();
    // When
    clock.advance(Duration.ofMinutes(6));
    FleetView view = fleet.view();
    // Then
    assertThat(view.machines())
        .extracting(Machine::state)
        .containsExactly(Machine.State.STUCK, Machine.State.STUCK);
    assertThat(view.capacity()).isZero();
  }

  @Test
  void destroysAStuckMachineThatIsToBeStopped() {
    // Given
    String id = server.cloud.put("workers-1", "starting", IMAGE).id;
    server.cloud.stuck.add(id);
    clock.advance(Duration.ofMinutes(6));
    // When
    fleet().stop(Set.of(id));
    // Then
    assertThat(server.cloud.boxes).isEmpty();
  }

  @Test
  void asksNoMoreForAWhileAfterFiveFailures() {
    // Given
    FlyFleet fleet = fleet();
    for (int i = 0; i < 6; i++) {
      server.say("GET", 503, "away");
    }
    assertThatThrownBy(fleet::view).isInstanceOf(FailureException.class);
    assertThatThrownBy(fleet::view).isInstanceOf(FailureException.class);
    long before = server.asked(_ -> true);
    // When
    assertThatThrownBy(fleet::view).hasMessageContaining("rests");
    // Then
    assertThat(before).isEqualTo(Breaker.FAILURES);
    assertThat(server.asked(_ -> true)).isEqualTo(before);
  }

  @Test
  void tellsNoSecretWhenItFails() {
    // Given
    server.say("GET", 403, "token " + FlyServer.TOKEN + " is not allowed");
    FlyFleet fleet = fleet();
    // When
    var asking = assertThatThrownBy(fleet::view);
    // Then
    asking.hasMessageContaining("not allowed").hasMessageNotContaining(FlyServer.TOKEN);
  }

  @Test
  void countsMachinesThatEndSoonAfterTheirStart() {
    // Given
    FlyFleet fleet = fleet();
    String id = fleet.start(1).getFirst();
    server.cloud.boxes.get(id).state = "stopped";
    // When
    clock.advance(Duration.ofSeconds(16));
    FleetView view = fleet.view();
    // Then
    assertThat(view.failedStarts()).isEqualTo(1);
    assertThat(view.machines()).isEmpty();
  }

  @Test
  void keepsTheStartOfAMachineWhileItComesUp() {
    // Given
    FlyFleet fleet = fleet();
    fleet.start(1);
    Machine coming = fleet.view().machines().getFirst();
    // When
    clock.advance(Duration.ofSeconds(2));
    fleet.view();
    clock.advance(FlyCloud.BOOT);
    Machine running = fleet.view().machines().getFirst();
    // Then
    assertThat(coming.state()).isEqualTo(Machine.State.STARTING);
    assertThat(running.state()).isEqualTo(Machine.State.RUNNING);
    assertThat(running.started()).isEqualTo(coming.started()).isBefore(running.since());
  }

  @Test
  void listsOnceForALookAndTheOrderThatFollows() {
    // Given
    server.cloud.put("workers-1", "stopped", IMAGE);
    FlyFleet fleet = fleet();
    // When
    fleet.view();
    fleet.start(1);
    // Then
    assertThat(server.asked(line -> line.equals("GET "))).isEqualTo(1);
  }
}
