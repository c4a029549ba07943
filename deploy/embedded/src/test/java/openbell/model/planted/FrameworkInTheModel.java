package openbell.model.planted;

import jakarta.inject.Inject;

/// A noun that knows a framework.
public class FrameworkInTheModel {
  @Inject String framework;
}
