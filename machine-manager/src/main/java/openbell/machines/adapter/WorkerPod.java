package openbell.machines.adapter;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import openbell.machines.fleet.Machine;
import org.jspecify.annotations.Nullable;

/// A pod of the workers' Deployment, read as a machine.
record WorkerPod(Pod pod) {
  /// What the ReplicaSet's controller looks at when it chooses pods to end: the lowest goes first.
  static final String COST = "controller.kubernetes.io/pod-deletion-cost";

  /// When this pod was chosen to end.
  static final String STOP_AT = "openbell.dev/stop-at";

  private static final Duration STUCK = Duration.ofMinutes(5);
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");
  private static final Set<String> COMING = Set.of("ContainerCreating", "PodInitializing");

  String name() {
    return pod.getMetadata().getName();
  }

  /// Neither ended nor told to end by the cluster: what counts as a replica.
  boolean active() {
    return !terminating() && !ENDED.contains(phase());
  }

  boolean marked() {
    return annotation(COST) != null;
  }

  /// As the fleet shows it; empty when it has ended.
  ///
  /// @param surplus whether there are more pods than replicas: then a marked one is about to go
  Optional<Machine> shown(Instant now, boolean surplus) {
    if (terminating()) {
      Instant deadline = time(pod.getMetadata().getDeletionTimestamp(), now);
      boolean late = now.isAfter(deadline.plus(STUCK));
      return machine(late ? Machine.State.STUCK : Machine.State.STOPPING, deadline);
    }
    if (!active()) {
      return Optional.empty();
    }
    String stopAt = annotation(STOP_AT);
    if (surplus && marked() && stopAt != null) {
      return machine(Machine.State.STOPPING, time(stopAt, now));
    }
    if (phase().equals("Running") && begun()) {
      return machine(Machine.State.RUNNING, created());
    }
    boolean known = phase().equals("Pending") || phase().equals("Running");
    boolean late = now.isAfter(created().plus(STUCK));
    boolean starting = known && !late && trouble().isEmpty();
    return machine(starting ? Machine.State.STARTING : Machine.State.STUCK, created());
  }

  /// When a container of it last ended or could not start; empty when all is well.
  Optional<Instant> failure() {
    return trouble().isEmpty()
        ? Optional.empty()
        : Optional.of(
            statuses().stream()
                .map(WorkerPod::lastEnd)
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElse(created()));
  }

  private Optional<Machine> machine(Machine.State state, Instant since) {
    String trouble = trouble();
    String node = Objects.requireNonNullElse(pod.getSpec().getNodeName(), "no node yet");
    String detail = "pod on " + node + (trouble.isEmpty() ? "" : ", " + trouble);
    return Optional.of(new Machine(name(), state, since, created(), detail));
  }

  /// Its start is behind it. Not its readiness: a worker that lost Redis for a moment may hold
  /// jobs.
  private boolean begun() {
    List<ContainerStatus> all = statuses();
    return !all.isEmpty()
        && all.stream().allMatch(status -> Boolean.TRUE.equals(status.getStarted()));
  }

  /// Why a container waits, when it is not for its image; e.g. `CrashLoopBackOff`.
  private String trouble() {
    return statuses().stream()
        .map(status -> status.getState() == null ? null : status.getState().getWaiting())
        .filter(Objects::nonNull)
        .map(ContainerStateWaiting::getReason)
        .filter(reason -> reason != null && !COMING.contains(reason))
        .findFirst()
        .orElse("");
  }

  private static Optional<Instant> lastEnd(ContainerStatus status) {
    ContainerStateTerminated end =
        status.getLastState() == null ? null : status.getLastState().getTerminated();
    return end == null
        ? Optional.empty()
        : Optional.of(time(end.getFinishedAt(), Instant.EPOCH)).filter(Instant.EPOCH::isBefore);
  }

  private boolean terminating() {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  private String phase() {
    return pod.getStatus() == null
        ? "Pending"
        : Objects.requireNonNullElse(pod.getStatus().getPhase(), "Pending");
  }

  private List<ContainerStatus> statuses() {
    return pod.getStatus() == null ? List.of() : pod.getStatus().getContainerStatuses();
  }

  private Instant created() {
    return time(pod.getMetadata().getCreationTimestamp(), Instant.EPOCH);
  }

  private @Nullable String annotation(String key) {
    Map<String, String> all = pod.getMetadata().getAnnotations();
    return all == null ? null : all.get(key);
  }

  private static Instant time(@Nullable String text, Instant otherwise) {
    try {
      return text == null ? otherwise : Instant.parse(text);
    } catch (DateTimeParseException _) {
      return otherwise;
    }
  }
}
