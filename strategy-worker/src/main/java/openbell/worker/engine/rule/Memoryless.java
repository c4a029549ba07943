package openbell.worker.engine.rule;

/// A rule that remembers nothing: each bar follows from the inputs alone.
@FunctionalInterface
interface Memoryless extends Rule.Pass {

  @Override
  default Rule.Pass copy() {
    return this;
  }
}
