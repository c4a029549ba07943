package openbell.machines.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import openbell.machines.fleet.FleetView;
import openbell.machines.fleet.Machine;
import openbell.model.run.FailureException;
import openbell.runtime.testing.ManualClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Days on which the Machines API loses answers, is late, busy or broken, by chance.
class FlyFaultsTest {
  private static final List<String> WHERE =
      List.of("GET ", "POST ", "start", "stop", "POST /m", "lease", "DELETE");
  private static final List<Integer> SAID = List.of(408, 429, 500, 503);

  private final ManualClock clock = ManualClock.at("2018-06-15T13:30:00Z");

  private FlyFleet fleet(FlyServer server, Random random) {
    FlySettings settings =
        new FlySettings(
            server.base(),
            "app",
            FlyServer.TOKEN,
            "workers",
            "worker:1",
            List.of("ams"),
            new FlySettings.Size("shared", 1, 512),
            Map.of(),
            4,
            Duration.ofSeconds(30),
            Duration.ofSeconds(5));
    return new FlyFleet(settings, clock, clock::advance, random);
  }

  @ParameterizedTest
  @EnumSource(FlyServer.Kind.class)
  void startsOneMachineAndNotTwoWhenTheAnswerToItsMakingIsLost(FlyServer.Kind kind)
      throws IOException {
    try (FlyServer server = new FlyServer(clock)) {
      // Given
      FlyFleet fleet = fleet(server, new Random(1));
      if (kind == FlyServer.Kind.SAYS) {
        server.say("POST ", 504, "gateway timeout");
      } else {
        server.fail("POST ", kind);
      }
      // When
      keep(fleet, 1, 20);
      // Then
      assertThat(server.cloud.live()).isEqualTo(1);
      assertThat(server.cloud.mostAtOnce).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(FlyServer.Kind.class)
  void startsOneMachineAndNotTwoWhenTheAnswerToItsStartIsLost(FlyServer.Kind kind)
      throws IOException {
    try (FlyServer server = new FlyServer(clock)) {
      // Given two that could be started
      server.cloud.put("workers-1", "stopped", "worker:1");
      server.cloud.put("workers-2", "stopped", "worker:1");
      FlyFleet fleet = fleet(server, new Random(1));
      if (kind == FlyServer.Kind.SAYS) {
        server.say("start", 500, "oops");
      } else {
        server.fail("start", kind);
      }
      // When
      keep(fleet, 1, 20);
      // Then
      assertThat(server.cloud.live()).isEqualTo(1);
      assertThat(server.cloud.mostAtOnce).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 6})
  void neverStartsTooManyAndLeaksNone(long seed) throws IOException {
    Random random = new Random(seed);
    try (FlyServer server = new FlyServer(clock)) {
      // Given
      FlyFleet fleet = fleet(server, random);
      int wanted = 1 + random.nextInt(4);
      // When it goes up and down among faults, under two managers one after the other
      among(server, random, fleet, wanted);
      int most = server.cloud.mostAtOnce;
      int up = server.cloud.live();
      FlyFleet next = fleet(server, random);
      among(server, random, next, 0);
      keep(next, 0, 40);
      // Then
      assertThat(up).isEqualTo(wanted);
      assertThat(most).isEqualTo(wanted);
      assertThat(server.cloud.live()).isZero();
      assertThat(server.cloud.boxes).hasSizeLessThanOrEqualTo(4);
      assertThat(server.tooMany()).isEmpty();
    }
  }

  private void among(FlyServer server, Random random, FlyFleet fleet, int wanted) {
    for (int i = 0; i < 12; i++) {
      String where = WHERE.get(random.nextInt(WHERE.size()));
      FlyServer.Kind kind = FlyServer.Kind.values()[random.nextInt(4)];
      if (kind == FlyServer.Kind.SAYS) {
        server.say(where, SAID.get(random.nextInt(SAID.size())), "by chance");
      } else {
        server.fail(where, kind);
      }
      keep(fleet, wanted, 3);
    }
    server.noMoreFaults();
    clock.advance(Duration.ofMinutes(2));
    keep(fleet, wanted, 20);
  }

  /// What the keeper does, in short: look, and start or stop what is missing or too much.
  private void keep(FlyFleet fleet, int wanted, int looks) {
    for (int i = 0; i < looks; i++) {
      try {
        FleetView view = fleet.view();
        if (view.capacity() < wanted) {
          fleet.start(wanted - view.capacity());
        } else if (view.capacity() > wanted) {
          fleet.stop(
              view.machines().stream()
                  .filter(machine -> machine.state().capacity())
                  .limit(view.capacity() - wanted)
                  .map(Machine::id)
                  .collect(Collectors.toSet()));
        }
      } catch (FailureException _) {
        // Then nothing is known, and nothing done.
      }
      clock.advance(Duration.ofSeconds(1));
    }
  }
}
