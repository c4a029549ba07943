package openbell.signal.planted;

import io.quarkus.runtime.Quarkus;

/// A decision that knows Quarkus.
public class FeatureThatKnowsTheFramework {
  void stop() {
    Quarkus.asyncExit();
  }
}
