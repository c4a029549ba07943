package openbell.worker.engine.indicator;

import openbell.model.strategy.Params;

/// The arithmetic of one indicator: arrays in, arrays out.
@FunctionalInterface
public interface Kernel {

  /// A pass that stands before bar 0.
  ///
  /// @param params complete: what the document left out has its default
  Pass start(Params params);
}
