package openbell.worker.engine;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import openbell.model.signal.RuleTerms;
import openbell.model.signal.RuleTrace;
import openbell.worker.engine.plan.Evaluation;
import openbell.worker.engine.plan.TraceNode;
import openbell.worker.engine.rule.Rule;
import openbell.worker.engine.rule.Rules;
import openbell.worker.engine.rule.Signals;
import org.jspecify.annotations.Nullable;

/// Fills rule trees with the numbers of one bar.
final class Explanation {
  private final Evaluation values;
  private final int bar;
  private final GoesBy terms;

  /// @param symbol its place in the portfolio, from 0
  Explanation(Evaluation values, int symbol, int bar) {
    this.values = values;
    this.bar = bar;
    this.terms = new GoesBy(values, symbol, bar);
  }

  /// The tree of one output.
  RuleTrace of(TraceNode node, RuleTerms.Deciding output, boolean waits) {
    RuleTrace trace = of(node);
    RuleTrace top = trace.by(RuleTerms.top(trace.terms(), output, waits));
    int step = node.source().step();
    return node.signal() ? top.with(since(step), flip(step)) : top;
  }

  private List<RuleTrace> inputs(TraceNode node) {
    return node.inputs().stream().map(this::of).toList();
  }

  /// The first day on which the signal said what it says now.
  private LocalDate since(int step) {
    Signals signals = values.signals(step);
    int first = bar;
    while (first > 0 && Objects.equals(truth(signals, first - 1), truth(signals, bar))) {
      first--;
    }
    return values.bars().date(first);
  }

  private @Nullable Double flip(int step) {
    double close = values.flip(step);
    return !Double.isNaN(close) ? (Double) close : null;
  }

  private static @Nullable Boolean truth(Signals signals, int at) {
    return (at >= 0 && signals.isDefined(at)) ? (Boolean) signals.isTrue(at) : null;
  }

  private RuleTrace of(TraceNode node) {
    if (!node.signal()) {
      return new RuleTrace(
          node.label(),
          node.operator(),
          null,
          number(node, bar),
          number(node, bar - 1),
          null,
          List.of());
    }
    List<RuleTrace> inputs = inputs(node);
    Signals signals = values.signals(node.source().step());
    Boolean truth = truth(signals, bar);
    return RuleTrace.judged(
            node.label(),
            node.operator(),
            truth,
            truth(signals, bar - 1),
            gap(node, truth, inputs),
            inputs)
        .by(terms.of(node));
  }

  private @Nullable Double number(TraceNode node, int at) {
    if (at < 0) {
      return null;
    }
    double value = values.numbers(node.source())[at];
    return !Double.isNaN(value) ? (Double) value : null;
  }

  /// How far the rule is from changing its mind, in percent of what it is compared with.
  private static @Nullable Double gap(
      TraceNode node, @Nullable Boolean truth, List<RuleTrace> inputs) {
    if (truth == null) {
      return null;
    }
    return switch (node.operator()) {
      // One input is enough to flip a true And or a false Or; the others need all that disagree.
      case "And" -> truth ? nearest(inputs, true) : farthest(inputs, false);
      case "Or" -> truth ? farthest(inputs, true) : nearest(inputs, false);
      case "Not", "StockBondSwitch" -> inputs.isEmpty() ? null : inputs.getFirst().gapPercent();
      default -> {
        boolean two = Rules.find(node.operator()).map(Rule::comparesTwo).orElse(false);
        yield two && inputs.size() == 2 ? between(inputs.get(0), inputs.get(1)) : null;
      }
    };
  }

  private static @Nullable Double between(RuleTrace left, RuleTrace right) {
    Double a = left.number();
    Double b = right.number();
    return a == null || b == null || b == 0 ? null : (Double) (100 * Math.abs(a - b) / Math.abs(b));
  }

  private static @Nullable Double nearest(List<RuleTrace> inputs, boolean truth) {
    Double best = null;
    for (RuleTrace input : inputs) {
      Double gap = input.gapPercent();
      if (gap != null && input.truth() != null && input.truth() == truth) {
        best = best == null ? gap : (Double) Math.min(best, gap);
      }
    }
    return best;
  }

  private static @Nullable Double farthest(List<RuleTrace> inputs, boolean truth) {
    Double best = null;
    for (RuleTrace input : inputs) {
      Double gap = input.gapPercent();
      if (gap != null && input.truth() != null && input.truth() == truth) {
        best = best == null ? gap : (Double) Math.max(best, gap);
      }
    }
    return best;
  }
}
