package openbell.model.signal;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What each rule means, written down a second time and apart from the engine, so that one checks
/// the other. Null is undefined.
final class Rulebook {
  private Rulebook() {}

  static boolean knows(String operator) {
    return switch (operator) {
      case "GreaterThan", "LessThan", "GreaterOrEqual", "LessOrEqual", "Equal" -> true;
      case "InRange", "Crossover", "Crossunder" -> true;
      case "And", "Or", "Not", "Always", "Never" -> true;
      case "Streak", "Any", "All", "StockBondSwitch", "Calendar" -> true;
      default -> false;
    };
  }

  /// True when the numbers of the bar before are enough to answer for that bar.
  static boolean knowsBefore(RuleTrace node) {
    return switch (node.operator()) {
      case "GreaterThan", "LessThan", "GreaterOrEqual", "LessOrEqual", "Equal", "InRange" -> true;
      case "And", "Or", "Not" -> true;
      // There may be no bar before.
      case "Always", "Never" -> node.truthBefore() != null;
      default -> false;
    };
  }

  static @Nullable Boolean today(RuleTrace node) {
    return switch (node.operator()) {
      case "Crossover" -> crossing(node, 1);
      case "Crossunder" -> crossing(node, -1);
      case "Streak", "Any", "All" -> PastAnswers.judge(node);
      case "StockBondSwitch" -> switched(node);
      case "Calendar" -> BarDates.judge(node.terms());
      default -> plain(node, Rulebook::number, RuleTrace::truth);
    };
  }

  static @Nullable Boolean before(RuleTrace node) {
    return plain(node, Rulebook::numberBefore, RuleTrace::truthBefore);
  }

  /// Rules that follow from their inputs on the same bar alone.
  private static @Nullable Boolean plain(
      RuleTrace node,
      Function<RuleTrace, Double> number,
      Function<RuleTrace, @Nullable Boolean> truth) {
    List<RuleTrace> in = node.inputs();
    return switch (node.operator()) {
      case "Always" -> true;
      case "Never" -> false;
      case "Not" -> in.size() == 1 ? not(truth.apply(in.getFirst())) : null;
      case "And" -> joined(in, truth, false);
      case "Or" -> joined(in, truth, true);
      case "InRange" -> in.size() == 3 ? inRange(node, number) : null;
      default ->
          in.size() == 2 ? compared(node, number.apply(in.get(0)), number.apply(in.get(1))) : null;
    };
  }

  private static @Nullable Boolean compared(RuleTrace node, double a, double b) {
    double epsilon = epsilon(node);
    return switch (node.operator()) {
      case "GreaterThan" -> signed(a - (b + epsilon), over -> over > 0);
      case "GreaterOrEqual" -> signed(a - (b - epsilon), over -> over >= 0);
      case "LessThan" -> signed((b - epsilon) - a, over -> over > 0);
      case "LessOrEqual" -> signed((b + epsilon) - a, over -> over >= 0);
      case "Equal" -> signed(Math.abs(a - b), apart -> apart <= epsilon);
      default -> null;
    };
  }

  private static @Nullable Boolean signed(double over, Function<Double, Boolean> holds) {
    return Double.isNaN(over) ? null : holds.apply(over);
  }

  private static @Nullable Boolean inRange(RuleTrace node, Function<RuleTrace, Double> number) {
    double x = number.apply(node.inputs().get(0));
    double low = number.apply(node.inputs().get(1));
    double high = number.apply(node.inputs().get(2));
    if (Double.isNaN(x) || Double.isNaN(low) || Double.isNaN(high)) {
      return null;
    }
    RuleTerms terms = node.terms();
    RuleTerms.Range range = terms == null ? null : terms.range();
    boolean lowInside = range == null || range.lowInside();
    boolean highInside = range == null || range.highInside();
    boolean above = lowInside ? x >= low : x > low;
    boolean below = highInside ? x <= high : x < high;
    return above && below;
  }

  /// @param sign 1 for from below, -1 for from above
  private static @Nullable Boolean crossing(RuleTrace node, int sign) {
    if (node.inputs().size() != 2) {
      return null;
    }
    RuleTrace left = node.inputs().get(0);
    RuleTrace right = node.inputs().get(1);
    double shift = sign * epsilon(node);
    double now = sign * (number(left) - (number(right) + shift));
    RuleTerms terms = node.terms();
    RuleTerms.Confirmed late = terms == null ? null : terms.crossing();
    double from = sign * (numberBefore(left) - numberBefore(right));
    double crossed = now;
    if (late != null) {
      from = sign * (orNaN(late.leftEarlier()) - orNaN(late.rightEarlier()));
      crossed = sign * (numberBefore(left) - (numberBefore(right) + shift));
    }
    if (Double.isNaN(from) || Double.isNaN(crossed) || Double.isNaN(now)) {
      return null;
    }
    return from <= 0 && crossed > 0 && now > 0;
  }

  private static @Nullable Boolean switched(RuleTrace node) {
    RuleTerms terms = node.terms();
    RuleTerms.Place place = terms == null ? null : terms.symbol();
    if (place == null || node.inputs().size() != 1) {
      return null;
    }
    if (place.place() > 2) {
      return false;
    }
    Boolean asked = node.inputs().getFirst().truth();
    Boolean stock = asked == null ? place.undefinedIs() : asked;
    return place.place() == 1 ? stock : not(stock);
  }

  /// @param decides the answer of one input that is enough: false for And, true for Or
  private static @Nullable Boolean joined(
      List<RuleTrace> inputs, Function<RuleTrace, @Nullable Boolean> truth, boolean decides) {
    Boolean all = !decides;
    for (RuleTrace input : inputs) {
      Boolean one = truth.apply(input);
      if (Objects.equals(one, decides)) {
        return decides;
      }
      all = one == null ? null : all;
    }
    return all;
  }

  private static @Nullable Boolean not(@Nullable Boolean truth) {
    return truth == null ? null : !truth;
  }

  private static double epsilon(RuleTrace node) {
    RuleTerms terms = node.terms();
    Double epsilon = terms == null ? null : terms.epsilon();
    return epsilon == null ? 0 : epsilon;
  }

  /// A signal that is used as a number is 1 for true and 0 for false.
  private static double number(RuleTrace node) {
    return asNumber(node.number(), node.truth());
  }

  private static double numberBefore(RuleTrace node) {
    return asNumber(node.before(), node.truthBefore());
  }

  private static double asNumber(@Nullable Double number, @Nullable Boolean truth) {
    if (truth != null) {
      return truth ? 1 : 0;
    }
    return orNaN(number);
  }

  private static double orNaN(@Nullable Double number) {
    return number == null ? Double.NaN : number;
  }
}
