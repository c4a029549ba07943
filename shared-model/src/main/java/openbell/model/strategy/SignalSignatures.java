package openbell.model.strategy;

import static openbell.model.strategy.ParamSpec.choice;
import static openbell.model.strategy.ParamSpec.flag;
import static openbell.model.strategy.ParamSpec.integer;
import static openbell.model.strategy.ParamSpec.number;
import static openbell.model.strategy.Specs.EPSILON;
import static openbell.model.strategy.Specs.LARGEST_NUMBER;
import static openbell.model.strategy.Specs.bars;

import java.util.ArrayList;
import java.util.List;
import openbell.model.strategy.Output.Unit;
import openbell.model.strategy.Primitive.Gives;
import openbell.model.strategy.Primitive.Kind;
import openbell.model.strategy.Primitive.Series;

/// Comparisons, logic, and the arithmetic that stands among the signals.
final class SignalSignatures {
  private static final int MANY = EngineLimits.INPUTS_PER_NODE;
  private static final List<Output> SIGNAL = List.of(new Output("value", Unit.PLAIN, 0, 1));

  private static final List<String> WEEKDAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  private SignalSignatures() {}

  static List<Primitive> all() {
    List<Primitive> all = new ArrayList<>(comparisons());
    all.addAll(logic());
    all.addAll(memory());
    all.addAll(arithmetic());
    all.addAll(choices());
    return all;
  }

  private static List<Primitive> comparisons() {
    ParamSpec mode =
        choice("mode", "simple", List.of("simple", "confirmed"))
            .says("confirmed: a bar later, and only if it still holds.");
    List<ParamSpec> crossing = List.of(mode, EPSILON);
    return List.of(
        compare("GreaterThan", List.of(EPSILON), 2, "The first input is above the second."),
        compare("LessThan", List.of(EPSILON), 2, "The first input is below the second."),
        compare("GreaterOrEqual", List.of(EPSILON), 2, "The first input is not below the second."),
        compare("LessOrEqual", List.of(EPSILON), 2, "The first input is not above the second."),
        compare("Equal", List.of(EPSILON), 2, "The two inputs differ by at most epsilon."),
        compare(
            "InRange",
            List.of(
                flag("lower_inclusive", true).says("true: the lower bound itself is inside."),
                flag("upper_inclusive", true).says("true: the upper bound itself is inside.")),
            3,
            "The first input lies between the second and the third."),
        compare("Crossover", crossing, 2, "The first input has just risen above the second."),
        compare("Crossunder", crossing, 2, "The first input has just fallen below the second."));
  }

  private static List<Primitive> logic() {
    return List.of(
        logic("And", List.of(), 2, MANY, "All inputs are true."),
        logic("Or", List.of(), 2, MANY, "At least one input is true."),
        logic("Not", List.of(), 1, 1, "The input is false."),
        logic("Always", List.of(), 0, 0, "True on every bar."),
        logic("Never", List.of(), 0, 0, "False on every bar."));
  }

  private static List<Primitive> memory() {
    List<ParamSpec> window =
        List.of(bars("period", 5, 1).says("Bars looked back, the current one included."));
    return List.of(
        logic("Any", window, 1, 1, "The input was true at least once in the window."),
        logic("All", window, 1, 1, "The input was true on every bar of the window."),
        logic(
            "Streak",
            List.of(
                flag("condition", true).says("The value whose unbroken run is measured."),
                bars("min_length", 1, 1).says("Fewest bars of the run."),
                integer("max_length", 1, EngineLimits.PERIOD).says("Most bars of the run.")),
            1,
            1,
            "The input has had one value for so many bars."),
        new Primitive(
            "BarsSince",
            Kind.SIGNAL,
            "How many bars ago the input was last true.",
            List.of(),
            1,
            1,
            Series.SIGNAL,
            List.of(Output.positive("value", Unit.COUNT)),
            Gives.NUMBER));
  }

  private static List<Primitive> arithmetic() {
    return List.of(
        calculate("Add", "The sum of the inputs."),
        calculate("Subtract", "The first input minus all others."),
        calculate("Multiply", "The product of the inputs."),
        calculate("Divide", "The first input divided by all others."),
        new Primitive(
            "PercentChange",
            Kind.SIGNAL,
            "The change of the first input over so many bars, in percent.",
            List.of(
                bars("period", 1, 1).says("Bars between the two values."),
                Specs.THRESHOLD,
                Specs.COMPARISON),
            1,
            2,
            Series.NUMBER,
            List.of(Output.percent("value", -100, Double.POSITIVE_INFINITY)),
            Gives.EITHER),
        new Primitive(
            "LinearScaleWeight",
            Kind.SIGNAL,
            "A weight that grows in a straight line with the input.",
            List.of(
                bound("min_indicator").says("The input that gives min_weight."),
                bound("max_indicator").says("The input that gives max_weight."),
                number("min_weight", 0, 1).demanded().says("The weight at min_indicator."),
                number("max_weight", 0, 1).demanded().says("The weight at max_indicator."),
                flag("clip", true).says("true: never outside of the two weights.")),
            1,
            1,
            Series.NUMBER,
            List.of(Output.open("value", Unit.RATIO)),
            Gives.NUMBER));
  }

  private static List<Primitive> choices() {
    return List.of(
        compare(
            "TopN",
            List.of(
                integer("n", 1, EngineLimits.SYMBOLS).demanded().says("How many symbols."),
                flag("descending", true).says("true: the largest values are the best.")),
            1,
            "The symbol is among the best n of the portfolio by the input."),
        logic(
            "StockBondSwitch",
            List.of(
                flag("default_to_stock", true)
                    .orNull()
                    .says("What an undefined input is read as; null keeps it undefined.")),
            1,
            1,
            "The first symbol while the input is true, the second while it is false."),
        logic(
            "Calendar",
            List.of(
                ParamSpec.choices("weekdays", WEEKDAYS).says("Days of the week."),
                ParamSpec.choices("months", MONTHS).says("Months of the year."),
                choice("first_bar_of", List.of("month", "quarter", "year"))
                    .says("Only the first bar of each.")),
            0,
            0,
            "The bar's own date fits all that is given."));
  }

  private static ParamSpec bound(String name) {
    return number(name, -LARGEST_NUMBER, LARGEST_NUMBER).demanded();
  }

  private static Primitive calculate(String name, String summary) {
    List<ParamSpec> params =
        List.of(
            flag("return_calculation", false).says("true: a number, whatever the threshold is."),
            Specs.THRESHOLD,
            Specs.COMPARISON,
            flag("absolute", false).says("true: the sign of the result is dropped."));
    return new Primitive(
        name,
        Kind.SIGNAL,
        summary,
        params,
        2,
        MANY,
        Series.NUMBER,
        List.of(Output.open("value", Unit.PLAIN)),
        Gives.EITHER);
  }

  private static Primitive compare(
      String name, List<ParamSpec> params, int inputs, String summary) {
    return new Primitive(
        name, Kind.SIGNAL, summary, params, inputs, inputs, Series.NUMBER, SIGNAL, Gives.SIGNAL);
  }

  private static Primitive logic(
      String name, List<ParamSpec> params, int least, int most, String summary) {
    return new Primitive(
        name, Kind.SIGNAL, summary, params, least, most, Series.SIGNAL, SIGNAL, Gives.SIGNAL);
  }
}
