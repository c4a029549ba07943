package openbell.signal.derive;

import openbell.model.run.Failure;
import openbell.model.signal.SignalReport;

/// What came of looking at a run's result.
public sealed interface Derivation {

  /// The result is sound; this is what it says.
  record Derived(SignalReport report) implements Derivation {}

  /// The result is empty or breaks its own rules: nobody may be told anything from it.
  record Rejected(Failure failure) implements Derivation {}
}
