package openbell.worker.engine.plan;

import java.util.Arrays;
import openbell.worker.engine.indicator.Pass;
import openbell.worker.engine.rule.Rule;
import openbell.worker.engine.rule.Signals;
import org.jspecify.annotations.Nullable;

/// How a step gets from its inputs to its values, and what it remembers between two bars.
interface Work {

  /// Goes on from bar `from` to before bar `to`.
  void fill(Rule.Inputs in, int from, int to, Values out);

  /// The same at the same place; each goes its own way.
  Work copy();

  /// The work of a step that needs nothing but its inputs.
  ///
  /// @param symbol index of the symbol in the universe
  static Work of(Step step, int symbol) {
    return switch (step) {
      case Step.Computed computed ->
          new Kernel(computed.indicator().kernel().start(computed.params()));
      case Step.Judged judged -> new Verdict(judged.rule().kernel().start(judged.params()));
      case Step.Lagged lagged -> new Delay(lagged.bars());
      case Step.AsNumber _ -> new Count();
      case Step.Switched switched -> new Switch(symbol, switched.fallback());
      case Step.Own _, Step.Joined _, Step.Ranked _ ->
          throw new IllegalArgumentException("this step reads bars: " + step);
    };
  }

  /// An indicator.
  record Kernel(Pass pass) implements Work {
    @Override
    public void fill(Rule.Inputs in, int from, int to, Values out) {
      pass.advance(in.numbers(), from, to, out.numbers());
    }

    @Override
    public Work copy() {
      return new Kernel(pass.copy());
    }
  }

  /// A rule.
  record Verdict(Rule.Pass pass) implements Work {
    @Override
    public void fill(Rule.Inputs in, int from, int to, Values out) {
      pass.advance(in, from, to, out.signals());
    }

    @Override
    public Work copy() {
      return new Verdict(pass.copy());
    }
  }

  /// The same values, some bars late.
  record Delay(int bars) implements Work {
    @Override
    public void fill(Rule.Inputs in, int from, int to, Values out) {
      int first = Math.clamp(bars, from, to);
      for (int i = 0; i < out.numbers().length; i++) {
        Arrays.fill(out.numbers()[i], from, first, Double.NaN);
        if (first < to) {
          System.arraycopy(in.numbers()[i], first - bars, out.numbers()[i], first, to - first);
        }
      }
    }

    @Override
    public Work copy() {
      return this;
    }
  }

  /// A signal as 1, 0 and `NaN`.
  record Count() implements Work {
    @Override
    public void fill(Rule.Inputs in, int from, int to, Values out) {
      in.signals()[0].asNumbers(from, to, out.numbers()[0]);
    }

    @Override
    public Work copy() {
      return this;
    }
  }

  /// The part of a switch that one symbol plays.
  record Switch(int symbol, @Nullable Boolean fallback) implements Work {
    @Override
    public void fill(Rule.Inputs in, int from, int to, Values out) {
      Signals condition = in.signals()[0];
      for (int t = from; t < to; t++) {
        Boolean holds = condition.isDefined(t) ? (Boolean) condition.isTrue(t) : fallback;
        if (symbol > 1) {
          out.signals().set(t, false);
        } else if (holds != null) {
          out.signals().set(t, symbol == 0 ? holds : !holds);
        }
      }
    }

    @Override
    public Work copy() {
      return this;
    }
  }
}
