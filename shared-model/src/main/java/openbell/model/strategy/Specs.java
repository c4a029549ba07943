package openbell.model.strategy;

import static openbell.model.strategy.ParamSpec.choice;
import static openbell.model.strategy.ParamSpec.integer;
import static openbell.model.strategy.ParamSpec.number;

import java.util.List;

/// Parameters that many primitives share.
final class Specs {
  static final double LARGEST_MONEY = 1e12;
  static final double LARGEST_NUMBER = 1e15;

  /// Trading days of a year, at most those of a market that never closes.
  static final double LARGEST_YEAR = 366;

  static final ParamSpec LAG =
      integer("lag", 0, EngineLimits.PERIOD)
          .or(0)
          .says("Bars by which the result is delayed; \"the previous n bars\" is a lag of 1.");

  static final ParamSpec EPSILON =
      number("epsilon", 0, LARGEST_NUMBER)
          .or(0)
          .says("How much the two sides must differ, in units of the inputs.");

  static final ParamSpec THRESHOLD =
      number("threshold", -LARGEST_NUMBER, LARGEST_NUMBER)
          .says("The number to compare with; without it the node is a number, not a signal.");

  static final ParamSpec COMPARISON =
      choice(
              "comparison",
              "greater",
              List.of("greater", "less", "greater_equal", "less_equal", "equal"))
          .says("How the number is compared with the threshold.");

  static final ParamSpec DDOF =
      integer("ddof", 0, 1).or(0).says("0: deviation of the population, 1: of a sample.");

  private Specs() {}

  static ParamSpec period(int fallback) {
    return period("period", fallback);
  }

  static ParamSpec period(String name, int fallback) {
    return bars(name, fallback, 1).says("Bars of the window, the current one included.");
  }

  /// A window in which less than two values mean nothing.
  static ParamSpec periodOfTwo(int fallback) {
    return bars("period", fallback, 2).says("Bars of the window, the current one included.");
  }

  static ParamSpec bars(String name, int fallback, int least) {
    return integer(name, least, EngineLimits.PERIOD).or(fallback);
  }

  static ParamSpec column(String name, String fallback) {
    return choice(name, fallback, Primitives.COLUMNS).says("Which column of the bars is read.");
  }

  static ParamSpec multiplier(double fallback) {
    return number("multiplier", 0, 100)
        .or(fallback)
        .aboveZero()
        .says("How many average true ranges the line keeps away.");
  }
}
