package openbell.machines.simulate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a way to run the fleet came to.
///
/// @param jobs all that came, without those that no worker survives
/// @param p50 seconds from arrival to done, of jobs with a deadline; infinite: never done
/// @param late jobs that missed their deadline
/// @param lost jobs that were never done
/// @param killed jobs in the hands of machines that were made to end
/// @param dollarsPerMonth as if every day were like these
/// @param decisions how often what was decided
/// @param unexplained decisions without a reason or without their arithmetic
public record Outcome(
    String way,
    String type,
    int jobs,
    double p50,
    double p95,
    double max,
    int late,
    int lost,
    int killed,
    double machineSeconds,
    double dollarsPerMonth,
    Counts fleet,
    Map<String, Integer> decisions,
    int unexplained,
    List<Point> curve) {
  public Outcome {
    decisions = Map.copyOf(decisions);
    curve = List.copyOf(curve);
  }

  /// @param calls requests to the API of the fleet
  /// @param errors those that failed
  /// @param most machines at the same time
  public record Counts(long calls, long errors, int most, int starts) {}

  /// The fleet and the queue at one moment.
  public record Point(Instant at, int machines, int waiting, int running) {}

  /// In time, and nothing was killed or lost.
  public boolean good() {
    return late == 0 && lost == 0 && killed == 0;
  }

  Outcome named(String another) {
    return new Outcome(
        another,
        type,
        jobs,
        p50,
        p95,
        max,
        late,
        lost,
        killed,
        machineSeconds,
        dollarsPerMonth,
        fleet,
        decisions,
        unexplained,
        curve);
  }

  public double machineHours() {
    return machineSeconds / 3_600;
  }
}
