package openbell.machines.fleet;

import java.util.List;
import java.util.Set;

/// Starts and stops machines. What it lists is the truth; nobody remembers machines beside it.
public interface Fleet {

  /// A word for people: `inprocess`, `process`.
  String kind();

  /// What is there now. Also ends drains that took too long.
  ///
  /// @throws openbell.model.run.FailureException when the fleet does not answer
  FleetView view();

  /// Starts up to `count` machines; fewer when the fleet cannot.
  ///
  /// @return the ids of those that were started
  List<String> start(int count);

  /// Lets machines finish what they have and then end. Unknown and draining ones are fine.
  void stop(Set<String> ids);
}
