package openbell.worker.engine.rule;

import openbell.model.strategy.Params;

/// One registered rule.
///
/// @param least fewest inputs
/// @param most most inputs
/// @param reach how many bars before the current one it reads, by its parameters
public record Rule(
    String type, Takes takes, int least, int most, Params defaults, Reach reach, Kernel kernel) {

  /// What its inputs are.
  public enum Takes {
    NUMBERS,
    SIGNALS,
    NOTHING
  }

  /// Bars before the current one that are read.
  @FunctionalInterface
  public interface Reach {
    int bars(Params params);
  }

  /// The arithmetic of a rule.
  @FunctionalInterface
  public interface Kernel {
    /// A pass that stands before bar 0.
    Pass start(Params params);
  }

  /// A rule on its way along its inputs: what it must remember to judge the next bar.
  public interface Pass {

    /// Judges the bars `from` (inclusive) to `to` (exclusive), going on where the last call ended.
    /// A
    /// bar that is undefined is left as it is in `out`: undefined.
    void advance(Inputs in, int from, int to, Signals out);

    /// A pass at the same place that goes its own way.
    Pass copy();
  }

  /// @param numbers the number series, empty for a rule over signals
  /// @param signals the signals, empty for a rule over numbers
  /// @param days epoch day of each bar
  public record Inputs(double[][] numbers, Signals[] signals, int[] days) {}

  /// True when the gap between its first two inputs says how far it is from changing.
  public boolean comparesTwo() {
    return takes == Takes.NUMBERS && most == 2;
  }
}
