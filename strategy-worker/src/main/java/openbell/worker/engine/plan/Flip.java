package openbell.worker.engine.plan;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The next close at which a signal would change its mind.
final class Flip {
  private static final double LEAST = 0.5;
  private static final double MOST = 2;
  private static final int POINTS = 64;

  /// The answer is this exact, as a fraction of the price.
  private static final double TOLERANCE = 1e-4;

  private final Trial trial;
  private final double last;
  private final @Nullable Boolean now;

  private Flip(Trial trial, double last, @Nullable Boolean now) {
    this.trial = trial;
    this.last = last;
    this.now = now;
  }

  /// The close nearest to the last one, between half and twice of it, at which the signal would be
  /// different on the next bar; `NaN` when there is none or it cannot be said.
  ///
  /// @param last the last close
  static double of(GraphNode signal, double last) {
    Trial trial = Trial.of(signal);
    int bar = signal.own().bars().size() - 1;
    if (trial == null || !signal.signals().isDefined(bar)) {
      return Double.NaN;
    }
    return new Flip(trial, last, signal.signals().isTrue(bar)).nearest();
  }

  private double nearest() {
    if (differs(last)) {
      return last;
    }
    double up = search(MOST);
    double down = search(LEAST);
    boolean upIsNearer = Double.isNaN(down) || up / last <= last / down;
    return !Double.isNaN(up) && upIsNearer ? up : down;
  }

  /// Walks from the last close to `bound` times it, in equal ratios.
  private double search(double bound) {
    double ratio = Math.pow(bound, 2.0 / POINTS);
    double same = last;
    for (int i = 1; i <= POINTS / 2; i++) {
      double price = last * Math.pow(ratio, i);
      if (differs(price)) {
        return bisect(same, price);
      }
      same = price;
    }
    return Double.NaN;
  }

  private double bisect(double same, double different) {
    double inner = same;
    double outer = different;
    while (Math.abs(outer - inner) > TOLERANCE * last) {
      double middle = (inner + outer) / 2;
      if (differs(middle)) {
        outer = middle;
      } else {
        inner = middle;
      }
    }
    return outer;
  }

  private boolean differs(double price) {
    return !Objects.equals(trial.at(price), now);
  }
}
