package openbell.machines.adapter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openbell.runtime.testing.ManualClock;
import org.jspecify.annotations.Nullable;

/// A cluster with one Deployment, whose controllers need their time.
final class Cluster {
  static final Duration LAG = Duration.ofSeconds(2);
  static final Duration BOOT = Duration.ofSeconds(4);
  static final Duration END = Duration.ofSeconds(3);
  static final Duration LATE = Duration.ofSeconds(10);

  final List<Box> pods = new ArrayList<>();

  /// Names of the pods that the cluster chose to end, in that order.
  final List<String> ended = new ArrayList<>();

  int replicas;
  int version = 1;
  int mostAtOnce;

  /// Whether pods are made at all; a quota may forbid it.
  boolean makes = true;

  private final ManualClock clock;
  private final List<Late> late = new ArrayList<>();
  private Instant actAt = Instant.MAX;
  private int number;

  /// One pod.
  static final class Box {
    final String name;
    final Instant created;
    final Map<String, String> annotations = new HashMap<>();
    String phase = "Pending";
    String waits = "";
    @Nullable Instant endAt;

    Box(String name, Instant created) {
      this.name = name;
      this.created = created;
    }

    int cost() {
      return Integer.parseInt(annotations.getOrDefault(WorkerPod.COST, "0"));
    }
  }

  private record Late(Instant at, Runnable work) {}

  Cluster(ManualClock clock) {
    this.clock = clock;
  }

  void later(Runnable work) {
    late.add(new Late(clock.instant().plus(LATE), work));
  }

  void scale(int to) {
    replicas = to;
    version++;
    mostAtOnce = Math.max(mostAtOnce, to);
    actAt = clock.instant().plus(LAG);
  }

  @Nullable Box find(String name) {
    return pods.stream().filter(box -> box.name.equals(name)).findFirst().orElse(null);
  }

  List<Box> active() {
    return pods.stream().filter(box -> box.endAt == null).toList();
  }

  void turn() {
    Instant now = clock.instant();
    List<Late> due = late.stream().filter(l -> !l.at().isAfter(now)).toList();
    late.removeAll(due);
    due.forEach(l -> l.work().run());
    if (!now.isBefore(actAt)) {
      actAt = Instant.MAX;
      reconcile();
    }
    pods.removeIf(box -> box.endAt != null && !now.isBefore(box.endAt.plus(END)));
    for (Box box : pods) {
      if (box.waits.isEmpty() && !now.isBefore(box.created.plus(BOOT))) {
        box.phase = "Running";
      }
    }
  }

  private void reconcile() {
    while (makes && active().size() < replicas) {
      pods.add(new Box("worker-" + ++number, clock.instant()));
    }
    // As the ReplicaSet's controller ranks them: pending first, then by cost, then the newest.
    List<Box> ranked =
        active().stream()
            .sorted(
                Comparator.comparing((Box box) -> !box.phase.equals("Pending"))
                    .thenComparingInt(Box::cost)
                    .thenComparing(box -> box.created, Comparator.reverseOrder()))
            .toList();
    ranked.stream()
        .limit(Math.max(active().size() - replicas, 0))
        .forEach(
            box -> {
              box.endAt = clock.instant();
              ended.add(box.name);
            });
  }
}
