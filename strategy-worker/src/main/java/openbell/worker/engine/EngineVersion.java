package openbell.worker.engine;

import openbell.worker.engine.plan.NodeKey;

/// Names the arithmetic: equal definitions and bars give equal files under one version.
public final class EngineVersion {
  /// Rises when any number or file can change.
  public static final String CURRENT = "2." + NodeKey.SEMANTICS;

  private EngineVersion() {}
}
