package openbell.worker.engine.indicator;

/// A pass that remembers nothing: each value follows from the inputs alone.
@FunctionalInterface
interface Direct extends Pass {

  @Override
  default Pass copy() {
    return this;
  }
}
