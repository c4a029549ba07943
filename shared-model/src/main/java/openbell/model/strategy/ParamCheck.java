package openbell.model.strategy;

import openbell.model.strategy.StrategyGraph.Placed;

/// Parameters that are fine one by one and not together.
final class ParamCheck {
  private ParamCheck() {}

  static void run(Placed placed, Checked checked) {
    Remarks remarks = checked.remarks();
    switch (placed.node().type()) {
      // TA-Lib seeds both averages at the slow one's first value, so the fast one must fit into it.
      case "MACD", "PPO", "ChaikinOscillator" -> fastBelowSlow(placed, remarks);
      case "Streak" -> streak(placed, remarks);
      case "LinearScaleWeight" -> line(placed, remarks);
      case "Calendar" -> calendar(placed, remarks);
      case "StockBondSwitch" -> pair(placed, checked);
      default -> {}
    }
  }

  private static void fastBelowSlow(Placed placed, Remarks remarks) {
    Params params = placed.node().params();
    int fast = params.integer("fast_period", 1);
    int slow = params.integer("slow_period", EngineLimits.PERIOD + 1);
    if (fast >= slow) {
      String at = placed.pointer() + "/params";
      Edit[] exchange = {Edit.add(at + "/fast_period", slow), Edit.add(at + "/slow_period", fast)};
      remarks.error(
          "S004",
          at + "/fast_period",
          "fast_period " + fast + " is not below slow_period " + slow,
          "exchange the two",
          fast == slow ? new Edit[0] : exchange);
    }
  }

  private static void streak(Placed placed, Remarks remarks) {
    Params params = placed.node().params();
    int least = params.integer("min_length", 1);
    int most = params.integer("max_length", EngineLimits.PERIOD);
    if (most < least) {
      String at = placed.pointer() + "/params";
      remarks.error(
          "S004",
          at + "/max_length",
          "max_length " + most + " is below min_length " + least + ", so it is never true",
          "exchange the two",
          Edit.add(at + "/min_length", most),
          Edit.add(at + "/max_length", least));
    }
  }

  private static void line(Placed placed, Remarks remarks) {
    Params params = placed.node().params();
    double from = params.number("min_indicator", 0);
    double to = params.number("max_indicator", 1);
    if (from == to) {
      remarks.error(
          "S004",
          placed.pointer() + "/params/max_indicator",
          "min_indicator and max_indicator are equal, so there is no line between them",
          "make them differ");
    }
  }

  private static void calendar(Placed placed, Remarks remarks) {
    Params params = placed.node().params();
    boolean empty =
        params.value("weekdays") == null
            && params.value("months") == null
            && params.value("first_bar_of") == null;
    if (empty) {
      remarks.error(
          "S001",
          placed.pointer(),
          "Calendar needs a date to look for",
          "give weekdays, months or first_bar_of; use Always for every bar");
    }
  }

  private static void pair(Placed placed, Checked checked) {
    if (checked.symbols().size() == 1) {
      checked
          .remarks()
          .error(
              "V106",
              placed.pointer(),
              "StockBondSwitch chooses between the first two symbols, and there is only one",
              "add the second to symbols");
    }
  }
}
