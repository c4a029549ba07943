package openbell.worker.engine;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import openbell.model.signal.RuleTerms;
import openbell.model.signal.RuleTerms.Confirmed;
import openbell.model.signal.RuleTerms.Dates;
import openbell.model.signal.RuleTerms.Past;
import openbell.model.signal.RuleTerms.Place;
import openbell.model.signal.RuleTerms.Range;
import openbell.model.strategy.ParamSpec;
import openbell.model.strategy.Params;
import openbell.worker.engine.plan.Evaluation;
import openbell.worker.engine.plan.TraceNode;
import openbell.worker.engine.rule.Signals;
import org.jspecify.annotations.Nullable;

/// Writes down what a rule goes by besides its inputs' numbers of today and of the bar before, so
/// that whoever reads its tree can find the same answer.
final class GoesBy {
  private static final String TOO_LARGE = "the tree is too large to be printed whole";

  private final Evaluation values;
  private final int symbol;
  private final int bar;

  GoesBy(Evaluation values, int symbol, int bar) {
    this.values = values;
    this.symbol = symbol;
    this.bar = bar;
  }

  /// Null where the inputs say it all.
  @Nullable RuleTerms of(TraceNode node) {
    Params params = node.params();
    double epsilon = params.number("epsilon", 0);
    if (node.cut()) {
      return RuleTerms.given(TOO_LARGE);
    }
    return switch (node.operator()) {
      case "GreaterThan", "LessThan", "GreaterOrEqual", "LessOrEqual", "Equal" ->
          RuleTerms.within(epsilon);
      case "Crossover", "Crossunder" ->
          params.text("mode", "simple").equals("confirmed")
              ? RuleTerms.confirmed(epsilon, earlier(node))
              : RuleTerms.within(epsilon);
      case "InRange" ->
          RuleTerms.of(
              new Range(
                  params.flag("lower_inclusive", true), params.flag("upper_inclusive", true)));
      case "Any" -> RuleTerms.of(window(node, true));
      case "All" -> RuleTerms.of(window(node, false));
      case "Streak" -> RuleTerms.of(streak(node));
      case "StockBondSwitch" -> RuleTerms.of(new Place(symbol + 1, fallback(params)));
      case "Calendar" -> RuleTerms.of(dates(params));
      default -> null;
    };
  }

  private Confirmed earlier(TraceNode node) {
    return new Confirmed(number(node.inputs().get(0)), number(node.inputs().get(1)));
  }

  /// Two bars ago; a signal that is compared counts as 1 or 0.
  private @Nullable Double number(TraceNode input) {
    int then = bar - 2;
    if (then < 0) {
      return null;
    }
    if (input.signal()) {
      Boolean truth = truth(values.signals(input.source().step()), then);
      return truth == null ? null : (Double) (truth ? 1.0 : 0.0);
    }
    double value = values.numbers(input.source())[then];
    return Double.isNaN(value) ? null : (Double) value;
  }

  /// @param wanted the answer that decides by itself: no bar before it matters
  private Past window(TraceNode node, boolean wanted) {
    int bars = node.params().integer("period", 5);
    Signals input = values.signals(node.inputs().getFirst().source().step());
    int first = bar - bars + 1;
    for (int t = bar; t > first; t--) {
      if (Objects.equals(truth(input, t), wanted)) {
        first = t;
      }
    }
    return new Past(answers(input, first), null, bars, null);
  }

  /// The run that ends today and the bar that began it, or as many bars as can make a difference.
  private Past streak(TraceNode node) {
    Params params = node.params();
    boolean condition = params.flag("condition", true);
    int least = params.integer("min_length", 1);
    Integer most =
        params.value("max_length") instanceof Double ? params.integer("max_length", 1) : null;
    Signals input = values.signals(node.inputs().getFirst().source().step());
    int enough = Math.max(least, most == null ? 0 : most + 1);
    int first = bar;
    while (bar - first < enough && Objects.equals(truth(input, first), condition)) {
      first--;
    }
    return new Past(answers(input, first), condition, least, most);
  }

  /// Runs of equal answers from bar `first` on; bars before the first of all are undefined.
  private String answers(Signals input, int first) {
    StringBuilder text = new StringBuilder();
    int length = 0;
    for (int t = first; t <= bar; t++) {
      length++;
      if (t == bar || !Objects.equals(truth(input, t), truth(input, t + 1))) {
        text.append(letter(truth(input, t))).append(length);
        length = 0;
      }
    }
    return text.toString();
  }

  private static char letter(@Nullable Boolean truth) {
    return truth == null ? 'u' : truth ? 't' : 'f';
  }

  private static @Nullable Boolean truth(Signals signals, int at) {
    return (at >= 0 && signals.isDefined(at)) ? (Boolean) signals.isTrue(at) : null;
  }

  private static @Nullable Boolean fallback(Params params) {
    return ParamSpec.NULL.equals(params.value("default_to_stock"))
        ? null
        : (Boolean) params.flag("default_to_stock", true);
  }

  private Dates dates(Params params) {
    LocalDate day = values.bars().date(bar);
    String period = params.text("first_bar_of", "");
    return new Dates(
        day,
        bar == 0 ? null : values.bars().date(bar - 1),
        names(params, "weekdays"),
        names(params, "months"),
        period.isEmpty() ? null : period);
  }

  private static @Nullable List<String> names(Params params, String list) {
    return (params.value(list) instanceof List<?> given && !given.isEmpty())
        ? given.stream().map(String::valueOf).toList()
        : null;
  }
}
