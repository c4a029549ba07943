package openbell.worker.engine.indicator;

/// A pass made of other passes and of a formula that joins them.
final class Composed extends Memory {
  private final Formula formula;
  private Memory[] parts;

  Composed(Formula formula, Memory... parts) {
    this.formula = formula;
    this.parts = parts;
  }

  /// How the parts are joined. It keeps nothing itself.
  @FunctionalInterface
  interface Formula {
    void advance(Memory[] parts, double[][] in, int from, int to, double[][] out);
  }

  @Override
  public void advance(double[][] in, int from, int to, double[][] out) {
    formula.advance(parts, in, from, to, out);
  }

  @Override
  public Memory copy() {
    Composed copy = (Composed) super.copy();
    copy.parts = parts.clone();
    for (int i = 0; i < parts.length; i++) {
      copy.parts[i] = parts[i].copy();
    }
    return copy;
  }
}
