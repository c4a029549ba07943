package openbell.worker.engine.indicator;

import openbell.model.strategy.Params;

/// The arithmetic of one indicator: arrays in, arrays out.
@FunctionalInterface
public interface Kernel {

  /// Fills every output for every bar; `NaN` means "not defined yet".
  ///
  /// @param inputs the columns the indicator reads, in the order of its signature
  /// @param params complete: what the document left out has its default
  /// @param outputs one array per output, as long as the inputs
  void fill(double[][] inputs, Params params, double[][] outputs);
}
