package openbell.worker.engine.indicator;

/// A pass whose memory is a few numbers: copying the fields copies it.
///
/// One that keeps an array overrides {@link #copy}.
abstract class Memory implements Pass, Cloneable {

  @Override
  public Memory copy() {
    try {
      return (Memory) super.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("a pass can be cloned", e);
    }
  }
}
