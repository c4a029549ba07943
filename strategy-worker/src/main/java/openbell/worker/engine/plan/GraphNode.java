package openbell.worker.engine.plan;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import openbell.worker.engine.rule.Rule;
import openbell.worker.engine.rule.Signals;
import org.jspecify.annotations.Nullable;

/// One step of a plan over the bars of one symbol: its values so far, and how to go on.
///
/// Portfolios and threads may share a node. Whoever needs it first computes it, the others wait.
public final class GraphNode {
  private static final int SPARE = 64;

  private final Step step;
  private final Track own;
  private final List<Port> inputs;
  private final Supplier<Work> start;
  private final Values values;
  private final long bytes;
  private final int height;
  private Work work;
  private boolean restarted;
  private volatile int size;
  private volatile long lastUse;
  private volatile boolean kept;
  private volatile @Nullable Double flip;

  /// One output of a node.
  record Port(GraphNode node, int output) {}

  /// @param start makes the work as it is before bar 0
  GraphNode(Step step, Track own, List<Port> inputs, Supplier<Work> start) {
    this.step = step;
    this.own = own;
    this.inputs = inputs;
    this.start = start;
    this.work = start.get();
    int outputs = outputs(step, inputs);
    this.values =
        step.isSignal()
            ? Values.signal()
            : step instanceof Step.Own ? Values.borrowed() : Values.numbers(outputs);
    this.height = 1 + inputs.stream().mapToInt(input -> input.node().height).max().orElse(0);
    this.bytes = values.bytesPerBar() * own.bars().size();
  }

  private static int outputs(Step step, List<Port> inputs) {
    return switch (step) {
      case Step.Computed computed -> computed.indicator().outputs().size();
      case Step.Lagged _ -> inputs.size();
      default -> 1;
    };
  }

  /// Memory that the values take, about.
  long bytes() {
    return bytes;
  }

  /// More than that of every input.
  int height() {
    return height;
  }

  /// True when the last advance began at bar 0 again.
  boolean restarted() {
    return restarted;
  }

  Step step() {
    return step;
  }

  Track own() {
    return own;
  }

  List<Port> inputs() {
    return inputs;
  }

  Values values() {
    return values;
  }

  /// A copy of the work after the last bar.
  synchronized Work workAfterLastBar() {
    return work.copy();
  }

  double[] numbers(int output) {
    return values.numbers()[output];
  }

  Signals signals() {
    return values.signals();
  }

  /// Brings the values up to the last known bar. Inputs come first.
  GraphNode upToDate() {
    if (size < own.bars().size()) {
      advance();
    }
    return this;
  }

  /// Computes the bars that are missing; all of them when earlier bars have changed.
  synchronized void advance() {
    int to = own.bars().size();
    restarted = own.restated() || inputs.stream().anyMatch(port -> port.node().restarted);
    if (restarted) {
      work = start.get();
      values.clear();
      size = 0;
    }
    if (size < to) {
      flip = null;
      values.reserve(to, SPARE);
      work.fill(gather(GraphNode::values), size, to, values);
      size = to;
    }
  }

  /// What the work reads.
  ///
  /// @param valuesOf the values of an input
  Rule.Inputs gather(Function<GraphNode, Values> valuesOf) {
    boolean ofSignals = !inputs.isEmpty() && inputs.getFirst().node().step.isSignal();
    double[][] numbers = new double[ofSignals ? 0 : inputs.size()][];
    Signals[] signals = new Signals[ofSignals ? inputs.size() : 0];
    for (int i = 0; i < inputs.size(); i++) {
      Values from = valuesOf.apply(inputs.get(i).node());
      if (ofSignals) {
        signals[i] = from.signals();
      } else {
        numbers[i] = from.numbers()[inputs.get(i).output()];
      }
    }
    return new Rule.Inputs(numbers, signals, own.bars().days());
  }

  /// As {@link Flip#of}; found once, because many portfolios ask.
  double flip() {
    Double known = flip;
    if (known == null) {
      double[] close = own.bars().close();
      known = Flip.of(this, close[own.bars().size() - 1]);
      flip = known;
    }
    return known;
  }

  /// @param kept whether other runs can find it
  void kept(boolean kept) {
    this.kept = kept;
  }

  boolean inputsAreKept() {
    return inputs.stream().allMatch(input -> input.node().kept);
  }

  long lastUse() {
    return lastUse;
  }

  /// Who uses a node uses its inputs.
  void usedAt(long moment) {
    if (lastUse != moment) {
      lastUse = moment;
      inputs.forEach(input -> input.node().usedAt(moment));
    }
  }
}
