package openbell.machines.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.machines.adapter.FlyServer.Kind;
import openbell.machines.fleet.Fleet;
import openbell.machines.fleet.FleetView;
import openbell.machines.fleet.Machine;
import openbell.model.run.FailureException;
import openbell.runtime.testing.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a server of ours with controllers that take their time.
class KubernetesFleetTest extends FleetContract {
  private static final List<String> WHERE = List.of("GET ", "PUT ", "PATCH ", "pods", "scale");

  private final ManualClock clock = ManualClock.at("2018-06-15T13:30:00Z");
  private ClusterServer server;
  private KubernetesClient client;

  @BeforeEach
  void startServer() throws IOException {
    server = new ClusterServer(clock);
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withAutoConfigure(false)
                    .withMasterUrl(server.base())
                    .withRequestRetryBackoffLimit(0)
                    .withRequestTimeout(5_000)
                    .build())
            .build();
  }

  @AfterEach
  void stopServer() {
    client.close();
    server.close();
  }

  @Override
  Fleet newFleet() {
    return fleet();
  }

  @Override
  void awaitAll(Fleet fleet) {
    settle((KubernetesFleet) fleet);
  }

  @Override
  boolean breakTheWorld() {
    WHERE.forEach(where -> server.fail(where, Kind.HANGS_UP, 0));
    return true;
  }

  @Override
  void mendTheWorld() {
    server.noMoreFaults();
  }

  private KubernetesFleet fleet() {
    return new KubernetesFleet(
        client, new KubernetesFleet.Settings("openbell", "worker", 3), clock);
  }

  /// Three pods that run.
  private KubernetesFleet three() {
    KubernetesFleet fleet = fleet();
    fleet.start(3);
    settle(fleet);
    return fleet;
  }

  private FleetView settle(KubernetesFleet fleet) {
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofSeconds(1));
      fleet.view();
    }
    return fleet.view();
  }

  @Test
  void countsReplicasWithoutAPodAsMachinesThatCome() {
    // Given
    KubernetesFleet fleet = fleet();
    // When
    fleet.start(2);
    // Then
    assertThat(fleet.view().capacity()).isEqualTo(2);
    assertThat(server.cluster.active()).isEmpty();
  }

  @Test
  void endsThePodThatWasNamedAndNoOther() {
    // Given the oldest of three, which the cluster would choose last
    KubernetesFleet fleet = three();
    // When
    fleet.stop(Set.of("worker-1"));
    settle(fleet);
    // Then
    assertThat(server.cluster.ended).containsExactly("worker-1");
    assertThat(fleet.view().machines()).extracting(Machine::id).doesNotContain("worker-1");
  }

  @Test
  void endsNoFurtherPodWhenItIsToldAgainBeforeTheClusterHasActed() {
    // Given
    KubernetesFleet fleet = three();
    fleet.stop(Set.of("worker-2"));
    // When
    fleet.stop(Set.of("worker-2"));
    fleet.stop(Set.of("worker-2"));
    settle(fleet);
    // Then
    assertThat(server.cluster.ended).containsExactly("worker-2");
  }

  @Test
  void showsAPodThatIsAboutToEndAsStopping() {
    // Given
    KubernetesFleet fleet = three();
    // When
    fleet.stop(Set.of("worker-2"));
    // Then
    assertThat(fleet.view().in(Machine.State.STOPPING))
        .extracting(Machine::id)
        .containsExactly("worker-2");
  }

  @Test
  void forgetsTheMarkOfAPodThatWasTakenBack() {
    // Given one was marked, and the number was raised again before the cluster acted
    KubernetesFleet fleet = three();
    fleet.stop(Set.of("worker-1"));
    server.cluster.scale(3);
    // When another is stopped
    fleet.stop(Set.of("worker-3"));
    settle(fleet);
    // Then
    assertThat(server.cluster.ended).containsExactly("worker-3");
    assertThat(server.cluster.find("worker-1").annotations).isEmpty();
  }

  @Test
  void showsCrashLoopsAsStuckAndAsFailedStarts() {
    // Given
    KubernetesFleet fleet = three();
    server.cluster.find("worker-1").waits = "CrashLoopBackOff";
    // When
    FleetView view = fleet.view();
    // Then
    assertThat(view.in(Machine.State.STUCK)).extracting(Machine::id).containsExactly("worker-1");
    assertThat(view.failedStarts()).isEqualTo(1);
    assertThat(view.in(Machine.State.STUCK).getFirst().detail()).contains("CrashLoopBackOff");
  }

  @Test
  void doesNotCountOnReplicasThatNeverGetAPod() {
    // Given a quota that forbids pods
    server.cluster.makes = false;
    KubernetesFleet fleet = fleet();
    fleet.start(2);
    // When
    clock.advance(Duration.ofMinutes(6));
    // Then
    assertThat(fleet.view().capacity()).isZero();
    fleet.stop(fleet.view().machines().stream().map(Machine::id).collect(Collectors.toSet()));
    assertThat(server.cluster.replicas).isZero();
  }

  @Test
  void saysWhatIsMissingWhenThereIsNoSuchDeployment() {
    // Given
    var fleet =
        new KubernetesFleet(client, new KubernetesFleet.Settings("openbell", "nobody", 3), clock);
    // When
    var looking = assertThatThrownBy(fleet::view);
    // Then
    looking.isInstanceOf(FailureException.class).hasMessageContaining("Deployment nobody");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void raisesTheNumberOnceWhenTheAnswerIsLost(Kind kind) {
    // Given
    KubernetesFleet fleet = fleet();
    server.fail("PUT ", kind, 500);
    // When
    keep(fleet, 1, 20);
    // Then
    assertThat(server.cluster.active()).hasSize(1);
    assertThat(server.cluster.mostAtOnce).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void neverStartsTooManyAndLeaksNoneAmongFaults(long seed) {
    // Given
    Random random = new Random(seed);
    int wanted = 1 + random.nextInt(3);
    // When
    among(random, wanted);
    int up = server.cluster.active().size();
    int most = server.cluster.mostAtOnce;
    among(random, 0);
    // Then
    assertThat(up).isEqualTo(wanted);
    assertThat(most).isEqualTo(wanted);
    assertThat(server.cluster.pods).isEmpty();
    assertThat(server.cluster.ended).hasSize(wanted);
  }

  private void among(Random random, int wanted) {
    KubernetesFleet fleet = fleet();
    for (int i = 0; i < 8; i++) {
      int status = List.of(409, 429, 500, 503).get(random.nextInt(4));
      server.fail(
          WHERE.get(random.nextInt(WHERE.size())), Kind.values()[random.nextInt(4)], status);
      keep(fleet, wanted, 3);
    }
    server.noMoreFaults();
    clock.advance(Duration.ofMinutes(2));
    keep(fleet, wanted, 30);
  }

  private void keep(KubernetesFleet fleet, int wanted, int looks) {
    for (int i = 0; i < looks; i++) {
      try {
        FleetView view = fleet.view();
        if (view.capacity() < wanted) {
          fleet.start(wanted - view.capacity());
        } else if (view.capacity() > wanted) {
          fleet.stop(
              view.in(Machine.State.RUNNING).stream()
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
