package openbell.runtime.planted;

import openbell.embedded.planted.EmbeddedPart;

/// Plumbing that knows who runs it.
public class RuntimeThatKnowsTheApplication {
  void start(EmbeddedPart part) {
    part.start();
  }
}
