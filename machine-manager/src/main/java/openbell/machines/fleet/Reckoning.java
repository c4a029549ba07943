package openbell.machines.fleet;

import java.util.List;

/// How a decision was arrived at.
///
/// @param target machines that the work needs
/// @param have machines that count as capacity
/// @param text in one line: `target 4 = ceil(38 jobs x 2.1 s / (1 slot x 26 s x 0.8)); have 3`
/// @param steps the same, step by step, for people
public record Reckoning(int target, int have, String text, List<Step> steps) {
  public Reckoning {
    steps = List.copyOf(steps);
  }

  /// @param how the calculation behind `value`; empty when it was counted
  public record Step(String what, String value, String how) {}
}
