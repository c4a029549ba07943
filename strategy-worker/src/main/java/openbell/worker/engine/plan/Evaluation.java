package openbell.worker.engine.plan;

import java.util.List;
import openbell.worker.engine.rule.Signals;
import openbell.worker.engine.series.BarSeries;

/// The values of every step of a plan on the bars of one symbol.
///
/// Arrays may be longer than there are bars: {@link #bars} says how many count.
public final class Evaluation {
  private final Track own;
  private final List<GraphNode> nodes;

  Evaluation(Track own, List<GraphNode> nodes) {
    this.own = own;
    this.nodes = nodes;
  }

  public BarSeries bars() {
    return own.bars();
  }

  /// The values of a numeric source.
  public double[] numbers(Source source) {
    return nodes.get(source.step()).numbers(source.output());
  }

  /// The values of a rule.
  public Signals signals(int step) {
    GraphNode node = node(step);
    if (!node.step().isSignal()) {
      throw new IllegalArgumentException("step " + step + " is not a rule");
    }
    return node.signals();
  }

  /// The close nearest to the last one at which the signal would be different on the next bar,
  /// between half and twice of the last close; `NaN` when there is none or one price does not
  /// decide.
  public double flip(int step) {
    return node(step).flip();
  }

  /// True when the last new day came with a change of earlier bars that any step follows from.
  public boolean restated() {
    return own.restated() || nodes.stream().anyMatch(GraphNode::restarted);
  }

  GraphNode node(int step) {
    return nodes.get(step);
  }
}
