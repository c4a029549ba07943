package openbell.machines.fleet;

import java.util.List;
import java.util.Set;

/// Starts and stops machines. What it lists is the truth; nobody remembers machines beside it.
///
/// Every operation throws {@link openbell.model.run.FailureException} when the fleet does not
/// answer; then nothing is known, and the next look tells what was done.
public interface Fleet {

  /// A word for people: `inprocess`, `process`, `fly`, `kubernetes`.
  String kind();

  /// What is there now. Also ends by force what was told to end longer ago than its grace.
  FleetView view();

  /// Starts up to `count` machines; fewer when the fleet cannot. Never starts more than the fleet
  /// may have, counting what the fleet lists and not what anybody remembers.
  ///
  /// @return the ids of those that were started
  List<String> start(int count);

  /// Tells machines to end. They give back what they still hold. Unknown and stopping ones are
  /// fine.
  void stop(Set<String> ids);
}
