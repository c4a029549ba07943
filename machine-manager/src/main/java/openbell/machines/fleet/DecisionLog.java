package openbell.machines.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The decisions of the last days, for people.
public interface DecisionLog {

  /// Keeps one more entry and forgets those older than `keepFrom`.
  void append(Entry entry, Instant keepFrom);

  /// The newest entries, newest first.
  List<Entry> newest(int limit);

  /// @param action `hold`, `start 2`, `resume w-1`, `drain w-1`, `stop w-1 w-2`
  record Entry(Instant at, String action, String reason, Reckoning reckoning) {

    static Entry of(Instant at, ScalingDecision decision) {
      String action =
          switch (decision) {
            case ScalingDecision.Hold _ -> "hold";
            case ScalingDecision.Start start -> "start " + start.count();
            case ScalingDecision.Resume resume -> "resume " + names(resume.machines());
            case ScalingDecision.Drain drain -> "drain " + names(drain.machines());
            case ScalingDecision.Stop stop -> "stop " + names(stop.machines());
          };
      return new Entry(at, action, decision.reason(), decision.reckoning());
    }

    private static String names(Set<String> ids) {
      return String.join(" ", ids.stream().sorted().toList());
    }

    /// Whether this says anything new after `before`.
    boolean newsAfter(Entry before) {
      return !action.equals("hold")
          || !before.action().equals("hold")
          || !reason.equals(before.reason());
    }
  }
}
