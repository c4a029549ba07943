package openbell.worker.engine.proof;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Rules: what is true at one bar. A comparison with a missing number is not known.
final class Judgements {

  /// Is it true at bar `t`?
  interface Rule {
    Truth at(View in, int t);
  }

  private Judgements() {}

  static Map<String, Rule> all() {
    Map<String, Rule> all = new TreeMap<>();
    all.put("GreaterThan", (in, t) -> compared(in, "greater", in.number(0, t), in.number(1, t)));
    all.put("LessThan", (in, t) -> compared(in, "less", in.number(0, t), in.number(1, t)));
    all.put(
        "GreaterOrEqual",
        (in, t) -> compared(in, "greater_equal", in.number(0, t), in.number(1, t)));
    all.put("LessOrEqual", (in, t) -> compared(in, "less_equal", in.number(0, t), in.number(1, t)));
    all.put("Equal", (in, t) -> compared(in, "equal", in.number(0, t), in.number(1, t)));
    all.put("InRange", Judgements::inRange);
    all.put("Crossover", (in, t) -> crossing(in, t, 0, 1));
    all.put("Crossunder", (in, t) -> crossing(in, t, 1, 0));
    all.put("And", (in, t) -> Truth.and(in.truths(t)));
    all.put("Or", (in, t) -> Truth.or(in.truths(t)));
    all.put("Not", (in, t) -> in.truth(0, t).not());
    all.put("Always", (_, _) -> Truth.TRUE);
    all.put("Never", (_, _) -> Truth.FALSE);
    all.put("Any", (in, t) -> Truth.or(recent(in, t)));
    all.put("All", (in, t) -> Truth.and(recent(in, t)));
    all.put("Streak", Judgements::streak);
    all.put("StockBondSwitch", Judgements::stockOrBond);
    all.put("Calendar", CalendarRule::at);
    return all;
  }

  /// Compares two numbers; epsilon makes being above or below harder and being equal easier.
  static Truth compared(View in, String comparison, Doubtful a, Doubtful b) {
    double epsilon = in.params().number("epsilon", 0);
    return switch (comparison) {
      case "greater" -> a.above(b.plus(epsilon), false);
      case "less" -> b.plus(-epsilon).above(a, false);
      case "greater_equal" -> a.above(b.plus(-epsilon), true);
      case "less_equal" -> b.plus(epsilon).above(a, true);
      case "equal" -> all(a.above(b.plus(-epsilon), true), b.plus(epsilon).above(a, true));
      default -> throw new IllegalArgumentException("the reference has no " + comparison);
    };
  }

  private static Truth inRange(View in, int t) {
    Doubtful x = in.number(0, t);
    return all(
        x.above(in.number(1, t), in.params().flag("lower_inclusive", true)),
        in.number(2, t).above(x, in.params().flag("upper_inclusive", true)));
  }

  /// Comparisons that make one statement: unlike those of an `And`, it is undefined as soon as one
  /// of its numbers is missing, and open as soon as one of them may be.
  private static Truth all(Truth... comparisons) {
    List<Truth> list = List.of(comparisons);
    if (list.contains(Truth.UNDEFINED)) {
      return Truth.UNDEFINED;
    }
    return list.contains(Truth.OPEN) ? Truth.OPEN : Truth.and(list);
  }

  /// The input `up` crosses from at or below the other to above it; confirmed one bar later if it
  /// is still above.
  private static Truth crossing(View in, int t, int up, int other) {
    int at = in.params().text("mode", "simple").equals("confirmed") ? t - 1 : t;
    return all(
        in.number(other, at - 1).above(in.number(up, at - 1), true),
        beyond(in, at, up, other),
        beyond(in, t, up, other));
  }

  private static Truth beyond(View in, int t, int up, int other) {
    double epsilon = in.params().number("epsilon", 0);
    return in.number(up, t).above(in.number(other, t).plus(epsilon), false);
  }

  /// The last n values of the signal; bars before the first are not known.
  private static List<Truth> recent(View in, int t) {
    int n = in.params().integer("period", 5);
    return IntStream.range(0, n).mapToObj(back -> in.truth(0, t - back)).toList();
  }

  /// The run of equal values that ends today has a length within bounds. Where it depends on what
  /// is
  /// open, it is open.
  private static Truth streak(View in, int t) {
    if (in.truth(0, t) == Truth.UNDEFINED || in.truth(0, t) == Truth.OPEN) {
      return in.truth(0, t);
    }
    int shortest = run(in, t, Shake.OTHER);
    int longest = run(in, t, Shake.ONE);
    long fitting =
        IntStream.rangeClosed(shortest, longest).filter(length -> fits(in, length)).count();
    return fitting > 0 && fitting <= longest - shortest ? Truth.OPEN : Truth.of(fitting > 0);
  }

  private static int run(View in, int t, Shake draw) {
    Truth wanted = Truth.of(in.params().flag("condition", true));
    int length = 0;
    while (length <= t
        && (in.truth(0, t - length) == wanted
            || (in.truth(0, t - length) == Truth.OPEN && draw == Shake.ONE))) {
      length++;
    }
    return length;
  }

  private static boolean fits(View in, int length) {
    return length >= in.params().integer("min_length", 1)
        && length <= in.params().integer("max_length", Integer.MAX_VALUE);
  }

  /// The first symbol while the condition holds, the second while it does not.
  private static Truth stockOrBond(View in, int t) {
    Truth stock = in.truth(0, t);
    if (stock == Truth.UNDEFINED
        && in.params().value("default_to_stock") instanceof Boolean otherwise) {
      stock = Truth.of(otherwise);
    }
    return switch (in.place()) {
      case 0 -> stock;
      case 1 -> stock.not();
      default -> Truth.FALSE;
    };
  }
}
