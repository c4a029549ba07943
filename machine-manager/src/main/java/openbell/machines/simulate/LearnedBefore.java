package openbell.machines.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openbell.machines.fleet.JobTimes;
import org.jspecify.annotations.Nullable;

/// What is known of the times of jobs on a usual day: the 80th percentile of the last ones, of the
/// strategy version, else of the owner, else of all, else a second.
final class LearnedBefore implements JobTimes {
  private static final int MOST = 200;
  private static final int ENOUGH = 20;
  private static final double NOTHING_KNOWN = 1;

  private final Map<String, Samples> groups = new HashMap<>();

  /// Knows each strategy version as well as after some days like this one.
  static LearnedBefore of(Scenario scenario, MachineType type) {
    LearnedBefore times = new LearnedBefore();
    for (Arrival one : scenario.arrivals()) {
      if (!one.poison() && times.count(versionOf(one.owner(), one.portfolio())) < ENOUGH) {
        Duration busy = Duration.ofMillis(Math.round(one.seconds() / type.speed() * 1e3));
        for (int i = 0; i < ENOUGH; i++) {
          times.learn(one.owner(), one.portfolio(), busy);
        }
      }
    }
    return times;
  }

  @Override
  public double expected(String owner, String configHash) {
    for (String group : List.of(versionOf(owner, configHash), "o " + owner)) {
      Samples samples = groups.get(group);
      if (samples != null && samples.size() >= ENOUGH) {
        return samples.p80();
      }
    }
    return expected();
  }

  @Override
  public double expected() {
    Samples all = groups.get("");
    return all == null || all.size() < ENOUGH ? NOTHING_KNOWN : all.p80();
  }

  @Override
  public void learn(String owner, String configHash, Duration busy) {
    for (String group : List.of(versionOf(owner, configHash), "o " + owner, "")) {
      groups.computeIfAbsent(group, _ -> new Samples()).add(busy.toMillis() / 1e3);
    }
  }

  private int count(String group) {
    Samples samples = groups.get(group);
    return samples == null ? 0 : samples.size();
  }

  private static String versionOf(String owner, String configHash) {
    return "v " + owner + " " + configHash;
  }

  private static final class Samples {
    private final List<Double> last = new ArrayList<>();
    private int next;
    private @Nullable Double p80;

    void add(double seconds) {
      if (last.size() < MOST) {
        last.add(seconds);
      } else {
        last.set(next++ % MOST, seconds);
      }
      p80 = null;
    }

    int size() {
      return last.size();
    }

    double p80() {
      Double known = p80;
      if (known == null) {
        double[] sorted = last.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        known = Percentile.of(sorted, 0.8);
        p80 = known;
      }
      return known;
    }
  }
}
