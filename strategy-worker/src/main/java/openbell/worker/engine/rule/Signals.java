package openbell.worker.engine.rule;

/// A three-valued series: at every bar true, false or undefined. Kept as two rows of bits.
public final class Signals {
  /// A bar that does not come.
  public static final int NEVER = Integer.MAX_VALUE;

  private final int size;
  private final long[] truth;
  private final long[] defined;

  Signals(int size) {
    this.size = size;
    this.truth = new long[(size + 63) >> 6];
    this.defined = new long[(size + 63) >> 6];
  }

  public int size() {
    return size;
  }

  /// True where the series is defined and true. Undefined is not true.
  public boolean isTrue(int t) {
    return ((truth[t >> 6] >>> (t & 63)) & 1) != 0;
  }

  /// The first bar at or after `from` on which the series is true; {@link #NEVER} without one.
  public int nextTrue(int from) {
    int word = from >> 6;
    if (word >= truth.length) {
      return NEVER;
    }
    long left = truth[word] & (-1L << (from & 63));
    while (left == 0) {
      if (++word == truth.length) {
        return NEVER;
      }
      left = truth[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(left);
  }

  public boolean isDefined(int t) {
    return ((defined[t >> 6] >>> (t & 63)) & 1) != 0;
  }

  void set(int t, boolean value) {
    long bit = 1L << (t & 63);
    defined[t >> 6] |= bit;
    if (value) {
      truth[t >> 6] |= bit;
    }
  }

  /// 1 for true, 0 for false, `NaN` for undefined.
  public double[] asNumbers() {
    double[] out = new double[size];
    for (int t = 0; t < size; t++) {
      out[t] = !isDefined(t) ? Double.NaN : isTrue(t) ? 1 : 0;
    }
    return out;
  }

  static Signals always(int size, boolean value) {
    Signals out = new Signals(size);
    for (int t = 0; t < size; t++) {
      out.set(t, value);
    }
    return out;
  }

  /// False if any is false, else undefined if any is undefined, else true.
  static Signals and(Signals[] inputs) {
    Signals out = new Signals(inputs[0].size);
    for (int w = 0; w < out.truth.length; w++) {
      long allTrue = -1L;
      long anyFalse = 0L;
      for (Signals in : inputs) {
        allTrue &= in.truth[w];
        anyFalse |= in.defined[w] & ~in.truth[w];
      }
      out.truth[w] = allTrue;
      out.defined[w] = allTrue | anyFalse;
    }
    return out;
  }

  /// True if any is true, else undefined if any is undefined, else false.
  static Signals or(Signals[] inputs) {
    Signals out = new Signals(inputs[0].size);
    for (int w = 0; w < out.truth.length; w++) {
      long anyTrue = 0L;
      long allFalse = -1L;
      for (Signals in : inputs) {
        anyTrue |= in.truth[w];
        allFalse &= in.defined[w] & ~in.truth[w];
      }
      out.truth[w] = anyTrue;
      out.defined[w] = anyTrue | allFalse;
    }
    return out;
  }

  /// Undefined stays undefined: a warm-up cannot turn into a signal.
  static Signals not(Signals input) {
    Signals out = new Signals(input.size);
    for (int w = 0; w < out.truth.length; w++) {
      out.defined[w] = input.defined[w];
      out.truth[w] = input.defined[w] & ~input.truth[w];
    }
    return out;
  }
}
