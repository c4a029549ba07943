package openbell.worker.engine.rule;

import openbell.model.strategy.Params;

/// Rules about the recent past of one signal.
final class Patterns {
  private Patterns() {}

  /// A rule whose memory is a few numbers: copying the fields copies it.
  abstract static class Memory implements Rule.Pass, Cloneable {
    @Override
    public Rule.Pass copy() {
      try {
        return (Rule.Pass) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("a pass can be cloned", e);
      }
    }
  }

  /// True while the run of `condition` that ends here has the right length. An undefined bar ends a
  /// run and is undefined itself.
  static final class Streak extends Memory {
    private final boolean condition;
    private final int least;
    private final int most;
    private int run;

    Streak(Params params) {
      this.condition = params.flag("condition", true);
      this.least = params.integer("min_length", 1);
      this.most = params.integer("max_length", Integer.MAX_VALUE);
    }

    @Override
    public void advance(Rule.Inputs in, int from, int to, Signals out) {
      Signals signal = in.signals()[0];
      for (int t = from; t < to; t++) {
        boolean defined = signal.isDefined(t);
        run = defined && signal.isTrue(t) == condition ? run + 1 : 0;
        if (defined) {
          out.set(t, run >= least && run <= most);
        }
      }
    }
  }

  /// One of the last `n` bars is `wanted`: true for any, false for the opposite of all.
  ///
  /// Bars before the first one count as undefined, so Kleene's rules decide.
  static final class Window extends Memory {
    private final int n;
    private final boolean wanted;
    private int lastWanted;
    private int lastUndefined = -1;

    /// @param wanted the value that decides: `true` for Any, `false` for All
    Window(int n, boolean wanted) {
      this.n = n;
      this.wanted = wanted;
      this.lastWanted = -n;
    }

    @Override
    public void advance(Rule.Inputs in, int from, int to, Signals out) {
      Signals signal = in.signals()[0];
      for (int t = from; t < to; t++) {
        if (!signal.isDefined(t)) {
          lastUndefined = t;
        } else if (signal.isTrue(t) == wanted) {
          lastWanted = t;
        }
        if (t - lastWanted < n) {
          out.set(t, wanted);
        } else if (t - lastUndefined >= n) {
          out.set(t, !wanted);
        }
      }
    }
  }
}
