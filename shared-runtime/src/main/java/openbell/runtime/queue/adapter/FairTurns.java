package openbell.runtime.queue.adapter;

import java.util.HashMap;
import java.util.Map;

/// Whose turn it is: start-time fair queueing inside each priority.
///
/// Every priority has a clock, the start of the job it served last. A job starts at the later of
/// that clock and the end of its owner's last job. So an owner with one job stands in front of
/// whatever another owner has piled up.
final class FairTurns {
  private final Map<Integer, Long> clocks = new HashMap<>();
  private final Map<Line, Long> ends = new HashMap<>();

  private record Line(int priority, String owner) {}

  /// The start of a job that becomes ready now, in units of cost.
  long start(MemoryJob job) {
    Line line = new Line(job.priority, job.owner);
    long start = Math.max(clocks.getOrDefault(job.priority, 0L), ends.getOrDefault(line, 0L));
    ends.put(line, start + job.cost);
    return start;
  }

  void served(MemoryJob job) {
    clocks.merge(job.priority, job.turn, Math::max);
  }

  /// Nothing is ready any more: nobody is ahead of anybody.
  void forget() {
    clocks.clear();
    ends.clear();
  }
}
