package openbell.machines.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The account of machine time. A machine counts from its start until it was seen for the last
/// time.
public interface MachineUse {

  /// Starts that have to be seen before anything is said of how long one takes.
  int FEWEST_BOOTS = 5;

  /// Notes the machines that are there. What was there before and is not now has ended.
  void seen(List<Machine> machines, Instant at);

  /// Machine time since the beginning of the day (UTC) that `at` belongs to.
  Duration today(Instant at);

  /// How long a machine takes from its start until it has its first job: the 95th percentile of
  /// the last starts, or `otherwise` while too few are known.
  Duration bootTime(Duration otherwise);
}
