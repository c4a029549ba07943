package openbell.machines.adapter;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v1.Scale;
import io.fabric8.kubernetes.api.model.autoscaling.v1.ScaleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import openbell.machines.fleet.Fleet;
import openbell.machines.fleet.FleetView;
import openbell.machines.fleet.Machine;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import org.jspecify.annotations.Nullable;

/// The pods of one Deployment. A start raises its number of replicas; a stop marks the pods that
/// are
/// to go and lowers it.
///
/// The number is always written as a whole, with the version that was read: a request that is lost,
/// repeated or late sets the same number or is refused, and never adds up.
public final class KubernetesFleet implements Fleet {
  /// A replica without a pod for longer is not expected any more.
  private static final Duration STUCK = Duration.ofMinutes(5);

  private static final int TRIES = 4;
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  private final KubernetesClient client;
  private final Settings settings;
  private final Clock clock;
  private final Breaker breaker;
  private @Nullable Instant awaitedSince;

  /// @param namespace of the Deployment
  /// @param deployment name of the workers' Deployment
  /// @param most replicas that it ever gets
  public record Settings(String namespace, String deployment, int most) {}

  /// The Deployment and its pods at one moment.
  ///
  /// @param version of the Deployment that a change of the number must still find
  private record Seen(int replicas, @Nullable String version, List<WorkerPod> pods) {
    List<WorkerPod> active() {
      return pods.stream().filter(WorkerPod::active).toList();
    }

    int awaited() {
      return Math.max(replicas - active().size(), 0);
    }

    boolean surplus() {
      return active().size() > replicas;
    }
  }

  public KubernetesFleet(KubernetesClient client, Settings settings, Clock clock) {
    this.client = client;
    this.settings = settings;
    this.clock = clock;
    this.breaker = new Breaker(clock);
  }

  @Override
  public String kind() {
    return "kubernetes";
  }

  @Override
  public synchronized FleetView view() {
    Seen seen = asking(this::look);
    List<Instant> failures =
        seen.active().stream().flatMap(pod -> pod.failure().stream()).sorted().toList();
    return new FleetView(
        machines(seen), failures.size(), failures.isEmpty() ? null : failures.getLast(), "");
  }

  /// The ids of replicas that have no pod yet, see {@link #awaitedId(int)}.
  @Override
  public synchronized List<String> start(int count) {
    return asking(
        () -> {
          Seen first = look();
          int room = settings.most() - machines(first).size();
          int more = Math.min(count, room);
          if (more < 1) {
            return List.of();
          }
          int wanted = first.replicas() + more;
          Seen now = raise(first, wanted);
          return IntStream.range(Math.max(now.awaited() - more, 0), now.awaited())
              .mapToObj(this::awaitedId)
              .toList();
        });
  }

  @Override
  public synchronized void stop(Set<String> ids) {
    asking(
        () -> {
          for (int attempt = 0; attempt < TRIES; attempt++) {
            Seen seen = look();
            int wanted = afterStop(seen, ids);
            if (wanted >= seen.replicas()) {
              return true;
            }
            mark(seen, ids);
            if (write(seen, wanted)) {
              return true;
            }
          }
          throw away("The Deployment changed each time that its number was to be lowered.");
        });
  }

  /// A replica that was asked for and has no pod yet.
  private String awaitedId(int number) {
    return settings.deployment() + "-awaited-" + (number + 1);
  }

  private List<Machine> machines(Seen seen) {
    Instant now = clock.instant();
    List<Machine> shown = new ArrayList<>();
    seen.pods().forEach(pod -> pod.shown(now, seen.surplus()).ifPresent(shown::add));
    Instant since = awaitedSince == null ? now : awaitedSince;
    Machine.State state = stuckAwaiting() ? Machine.State.STUCK : Machine.State.STARTING;
    for (int i = 0; i < seen.awaited(); i++) {
      shown.add(new Machine(awaitedId(i), state, since, since, "replica without a pod yet"));
    }
    return shown;
  }

  private boolean stuckAwaiting() {
    return awaitedSince != null && clock.instant().isAfter(awaitedSince.plus(STUCK));
  }

  /// Replicas that are left when these are gone. Counted from the pods that stay, not from the
  /// present number: so it comes out the same if an earlier order is still being carried out.
  private int afterStop(Seen seen, Set<String> ids) {
    if (seen.awaited() > 0 && !stuckAwaiting()) {
      // While pods are still to come, the cluster might take the wrong ones.
      long fewer =
          IntStream.range(0, seen.awaited()).filter(i -> ids.contains(awaitedId(i))).count();
      return seen.replicas() - (int) fewer;
    }
    return (int) seen.active().stream().filter(pod -> !ids.contains(pod.name())).count();
  }

  private Seen raise(Seen first, int wanted) {
    Seen seen = first;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      if (seen.replicas() >= wanted) {
        return seen;
      }
      if (!seen.surplus()) {
        unmark(seen);
      }
      write(seen, wanted);
      seen = look();
    }
    return seen;
  }

  /// Marks those that are to go. What kept a mark from an earlier order is taken back into service,
  /// unless the cluster is still busy with that order.
  private void mark(Seen seen, Set<String> ids) {
    for (WorkerPod pod : seen.active()) {
      if (ids.contains(pod.name())) {
        annotate(pod.name(), "\"-1000\"", "\"" + clock.instant() + "\"");
      } else if (pod.marked() && !seen.surplus()) {
        annotate(pod.name(), "null", "null");
      }
    }
  }

  private void unmark(Seen seen) {
    seen.active().stream()
        .filter(WorkerPod::marked)
        .forEach(pod -> annotate(pod.name(), "null", "null"));
  }

  private void annotate(String pod, String cost, String stopAt) {
    String patch =
        "{\"metadata\":{\"annotations\":{\"%s\":%s,\"%s\":%s}}}"
            .formatted(WorkerPod.COST, cost, WorkerPod.STOP_AT, stopAt);
    try {
      client
          .pods()
          .inNamespace(settings.namespace())
          .withName(pod)
          .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    } catch (KubernetesClientException e) {
      if (e.getCode() != NOT_FOUND) {
        throw e;
      }
    }
  }

  private Seen look() {
    Deployment found = deployment().get();
    if (found == null) {
      throw away(
          "There is no Deployment %s in the namespace %s."
              .formatted(settings.deployment(), settings.namespace()));
    }
    LabelSelector selector = found.getSpec().getSelector();
    List<Pod> pods =
        client
            .pods()
            .inNamespace(settings.namespace())
            .withLabelSelector(selector)
            .list()
            .getItems();
    int replicas = Objects.requireNonNullElse(found.getSpec().getReplicas(), 1);
    Seen seen =
        new Seen(
            replicas,
            found.getMetadata().getResourceVersion(),
            pods.stream().map(WorkerPod::new).toList());
    if (seen.awaited() == 0) {
      awaitedSince = null;
    } else if (awaitedSince == null) {
      awaitedSince = clock.instant();
    }
    return seen;
  }

  /// @return whether it was written; false when the Deployment has changed since it was seen
  private boolean write(Seen seen, int replicas) {
    Scale scale =
        new ScaleBuilder()
            .withNewMetadata()
            .withName(settings.deployment())
            .withNamespace(settings.namespace())
            .withResourceVersion(seen.version())
            .endMetadata()
            .withNewSpec()
            .withReplicas(replicas)
            .endSpec()
            .build();
    try {
      deployment().scale(scale);
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  private RollableScalableResource<Deployment> deployment() {
    return client
        .apps()
        .deployments()
        .inNamespace(settings.namespace())
        .withName(settings.deployment());
  }

  private <T> T asking(Supplier<T> question) {
    if (breaker.open()) {
      throw away("The Kubernetes API failed too often; it rests.");
    }
    try {
      T answer = question.get();
      breaker.worked();
      return answer;
    } catch (KubernetesClientException e) {
      breaker.failed();
      throw away("The Kubernetes API did not do it: " + e.getMessage());
    }
  }

  private static FailureException away(String text) {
    return FailureException.of(FailureReason.PROVIDER_BUSY, text);
  }
}
