package openbell.worker.engine.plan;

import java.util.Arrays;
import java.util.List;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.worker.engine.indicator.Indicator;
import openbell.worker.engine.rule.Rule;
import openbell.worker.engine.rule.Signals;
import openbell.worker.engine.series.AsOf;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import org.jspecify.annotations.Nullable;

/// The values of every step of a plan on the bars of one symbol.
public final class Evaluation {
  private static final double[][] NO_NUMBERS = {};

  private final BarSeries own;
  private final BarSet others;
  private final double[][][] numbers;
  private final @Nullable Signals[] signals;

  private Evaluation(Plan plan, BarSeries own, BarSet others) {
    this.own = own;
    this.others = others;
    this.numbers = new double[plan.steps().size()][][];
    this.signals = new Signals[plan.steps().size()];
    Arrays.fill(numbers, NO_NUMBERS);
  }

  /// Computes each step once.
  public static Evaluation of(Plan plan, BarSeries own, BarSet others) {
    Evaluation evaluation = new Evaluation(plan, own, others);
    List<Step> steps = plan.steps();
    for (int i = 0; i < steps.size(); i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw FailureException.of(FailureReason.RUN_TOO_LONG, "the run was stopped");
      }
      evaluation.compute(i, steps.get(i));
    }
    return evaluation;
  }

  public BarSeries bars() {
    return own;
  }

  /// The values of a numeric source.
  public double[] numbers(Source source) {
    return numbers[source.step()][source.output()];
  }

  /// The values of a rule.
  public Signals signals(int step) {
    Signals found = signals[step];
    if (found == null) {
      throw new IllegalArgumentException("step " + step + " is not a rule");
    }
    return found;
  }

  private void compute(int index, Step step) {
    switch (step) {
      case Step.Own column -> numbers[index] = new double[][] {own.column(column.column())};
      case Step.Joined joined -> numbers[index] = new double[][] {join(joined)};
      case Step.Computed computed -> numbers[index] = compute(computed);
      case Step.Judged judged -> signals[index] = judge(judged);
      case Step.AsNumber number ->
          numbers[index] = new double[][] {signals(number.signal()).asNumbers()};
    }
  }

  private double[] join(Step.Joined joined) {
    BarSeries other =
        others
            .find(joined.symbol())
            .orElseThrow(
                () ->
                    FailureException.of(
                        FailureReason.INSUFFICIENT_HISTORY,
                        joined.symbol() + " is read by the strategy but has no bars"));
    double[] values = other.column(joined.column());
    Indicator indicator = joined.indicator();
    if (indicator != null) {
      double[][] out = new double[indicator.outputs().size()][other.size()];
      indicator
          .kernel()
          .start(joined.params())
          .advance(new double[][] {values}, 0, other.size(), out);
      values = out[0];
    }
    return AsOf.join(own.days(), other.days(), values);
  }

  private double[][] compute(Step.Computed computed) {
    double[][] inputs = new double[computed.inputs().size()][];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = numbers(computed.inputs().get(i));
    }
    double[][] out = new double[computed.indicator().outputs().size()][own.size()];
    computed.indicator().kernel().start(computed.params()).advance(inputs, 0, own.size(), out);
    if (computed.lag() > 0) {
      for (double[] values : out) {
        delay(values, computed.lag());
      }
    }
    return out;
  }

  private static void delay(double[] values, int lag) {
    int kept = Math.max(0, values.length - lag);
    System.arraycopy(values, 0, values, values.length - kept, kept);
    Arrays.fill(values, 0, values.length - kept, Double.NaN);
  }

  private Signals judge(Step.Judged judged) {
    Rule rule = judged.rule();
    int count = judged.inputs().size();
    boolean fromNumbers = rule.takes() == Rule.Takes.NUMBERS;
    double[][] in = new double[fromNumbers ? count : 0][];
    Signals[] flags = new Signals[fromNumbers ? 0 : count];
    for (int i = 0; i < count; i++) {
      Source source = judged.inputs().get(i);
      if (fromNumbers) {
        in[i] = numbers(source);
      } else {
        flags[i] = signals(source.step());
      }
    }
    return rule.kernel().judge(new Rule.Inputs(in, flags, own.size()), judged.params());
  }
}
