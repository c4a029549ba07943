package openbell.worker.engine.rule;

import java.util.Arrays;

/// A three-valued series: at every bar true, false or undefined. Kept as two rows of bits.
///
/// It may grow at its end; what has been said about a bar stays.
public final class Signals {
  /// A bar that does not come.
  public static final int NEVER = Integer.MAX_VALUE;

  private static final int WORD = 64;

  private long[] truth;
  private long[] defined;

  /// Undefined at every bar.
  ///
  /// @param bars how many there is room for
  public Signals(int bars) {
    this.truth = new long[words(bars)];
    this.defined = new long[words(bars)];
  }

  private static int words(int bars) {
    return (bars + WORD - 1) / WORD;
  }

  /// Makes room for this many bars.
  public void reserve(int bars) {
    if (words(bars) > truth.length) {
      truth = Arrays.copyOf(truth, words(bars) + 2);
      defined = Arrays.copyOf(defined, words(bars) + 2);
    }
  }

  /// True where the series is defined and true. Undefined is not true.
  public boolean isTrue(int t) {
    return ((truth[t >> 6] >>> t) & 1) != 0;
  }

  public boolean isDefined(int t) {
    return ((defined[t >> 6] >>> t) & 1) != 0;
  }

  /// The first bar at or after `from` on which the series is true; {@link #NEVER} without one.
  public int nextTrue(int from) {
    int word = from >> 6;
    if (word >= truth.length) {
      return NEVER;
    }
    long left = truth[word] & (-1L << from);
    while (left == 0) {
      if (++word == truth.length) {
        return NEVER;
      }
      left = truth[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(left);
  }

  /// The same bars, with room for `bars`.
  public Signals copy(int bars) {
    Signals copy = new Signals(Math.max(bars, truth.length * WORD));
    System.arraycopy(truth, 0, copy.truth, 0, truth.length);
    System.arraycopy(defined, 0, copy.defined, 0, defined.length);
    return copy;
  }

  /// Makes every bar undefined.
  public void clear() {
    truth = new long[0];
    defined = new long[0];
  }

  public void set(int t, boolean value) {
    long bit = 1L << t;
    defined[t >> 6] |= bit;
    if (value) {
      truth[t >> 6] |= bit;
    } else {
      truth[t >> 6] &= ~bit;
    }
  }

  /// Makes the bar undefined again.
  public void clear(int t) {
    defined[t >> 6] &= ~(1L << t);
    truth[t >> 6] &= ~(1L << t);
  }

  /// Adds what is known about some bars of one word.
  ///
  /// @param word index of the word: the bar divided by 64
  void add(int word, long trueBars, long definedBars) {
    truth[word] |= trueBars;
    defined[word] |= definedBars;
  }

  /// Writes 1 for true, 0 for false, `NaN` for undefined.
  public void asNumbers(int from, int to, double[] out) {
    for (int t = from; t < to; t++) {
      out[t] = !isDefined(t) ? Double.NaN : isTrue(t) ? 1 : 0;
    }
  }

  /// The bars of a word from `from` on and before `to`, as a mask.
  private static long mask(int word, int from, int to) {
    long mask = -1L;
    if (word == from >> 6) {
      mask &= -1L << from;
    }
    if (word == (to - 1) >> 6) {
      mask &= -1L >>> -to;
    }
    return mask;
  }

  /// False if any is false, else undefined if any is undefined, else true.
  static void and(Signals[] inputs, int from, int to, Signals out) {
    for (int w = from >> 6; w * WORD < to; w++) {
      long allTrue = mask(w, from, to);
      long anyFalse = 0L;
      for (Signals in : inputs) {
        anyFalse |= in.defined[w] & ~in.truth[w];
      }
      anyFalse &= allTrue;
      for (Signals in : inputs) {
        allTrue &= in.truth[w];
      }
      out.add(w, allTrue, allTrue | anyFalse);
    }
  }

  /// True if any is true, else undefined if any is undefined, else false.
  static void or(Signals[] inputs, int from, int to, Signals out) {
    for (int w = from >> 6; w * WORD < to; w++) {
      long allFalse = mask(w, from, to);
      long anyTrue = 0L;
      for (Signals in : inputs) {
        anyTrue |= in.truth[w];
      }
      anyTrue &= allFalse;
      for (Signals in : inputs) {
        allFalse &= in.defined[w] & ~in.truth[w];
      }
      out.add(w, anyTrue, anyTrue | allFalse);
    }
  }

  /// Undefined stays undefined: a warm-up cannot turn into a signal.
  static void not(Signals in, int from, int to, Signals out) {
    for (int w = from >> 6; w * WORD < to; w++) {
      long defined = in.defined[w] & mask(w, from, to);
      out.add(w, defined & ~in.truth[w], defined);
    }
  }
}
