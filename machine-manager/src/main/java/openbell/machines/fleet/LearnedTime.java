package openbell.machines.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// What is known about the time of one group of jobs: the 80th percentile of the last ones, where
/// the newest weigh most.
///
/// @param recent seconds of the last jobs, newest last
/// @param seconds the estimate; 0 when nothing is known
/// @param samples jobs in all
public record LearnedTime(List<Double> recent, double seconds, long samples) {
  public static final LearnedTime NOTHING = new LearnedTime(List.of(), 0, 0);

  /// Fewer jobs than this are no ground for an estimate.
  public static final int ENOUGH = 20;

  /// More would not matter: the oldest of them weighs a hundredth of the newest.
  private static final int KEPT = 60;

  private static final double SHARE = 0.8;
  private static final double FADING = 0.925;

  /// Most that one job may move an estimate that counts.
  private static final double LARGEST_STEP = 1.2;

  private static final double SHORTEST = 0.001;

  public LearnedTime {
    recent = List.copyOf(recent);
  }

  public boolean counts() {
    return samples >= ENOUGH;
  }

  /// With one more job.
  public LearnedTime and(double took) {
    List<Double> all = new ArrayList<>(recent);
    all.add(Math.max(took, SHORTEST));
    List<Double> kept = all.subList(Math.max(0, all.size() - KEPT), all.size());
    double next = percentile(kept);
    // A single mistaken one must not buy a fleet, nor send one away.
    double moved =
        counts() ? Math.clamp(next, seconds / LARGEST_STEP, seconds * LARGEST_STEP) : next;
    return new LearnedTime(kept, moved, samples + 1);
  }

  private static double percentile(List<Double> values) {
    int size = values.size();
    double[] weights = new double[size];
    double total = 0;
    for (int i = 0; i < size; i++) {
      weights[i] = Math.pow(FADING, size - 1.0 - i);
      total += weights[i];
    }
    List<Integer> ascending =
        IntStream.range(0, size).boxed().sorted(Comparator.comparingDouble(values::get)).toList();
    double reached = 0;
    for (int i : ascending) {
      reached += weights[i];
      if (reached >= SHARE * total) {
        return values.get(i);
      }
    }
    return values.get(ascending.getLast());
  }
}
