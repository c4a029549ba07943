package openbell.worker.engine.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import openbell.worker.engine.plan.GraphNode.Port;
import openbell.worker.engine.rule.Signals;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.Column;
import org.jspecify.annotations.Nullable;

/// One more bar that has not happened: what a signal would say if the next bar opened, traded and
/// closed at one price.
///
/// Volume, other symbols and markets stay as they are. The nodes themselves are not touched.
final class Trial {
  private final GraphNode root;
  private final int bar;
  private final Map<GraphNode, Values> values = new LinkedHashMap<>();

  private Trial(GraphNode root) {
    this.root = root;
    this.bar = root.own().bars().size();
  }

  /// Null where one price does not decide: a rank needs the other symbols, a calendar the date.
  static @Nullable Trial of(GraphNode root) {
    Trial trial = new Trial(root);
    return trial.collect(root) ? trial : null;
  }

  /// Inputs come before their readers.
  private boolean collect(GraphNode node) {
    if (values.containsKey(node)) {
      return true;
    }
    if (needsMoreThanAPrice(node.step())) {
      return false;
    }
    if (!(node.step() instanceof Step.Joined)) {
      for (Port input : node.inputs()) {
        if (!collect(input.node())) {
          return false;
        }
      }
    }
    values.put(node, node.values().copy(bar, bar + 1));
    return true;
  }

  private static boolean needsMoreThanAPrice(Step step) {
    return step instanceof Step.Ranked
        || (step instanceof Step.Judged judged && judged.rule().type().equals("Calendar"));
  }

  /// What the signal would say; null for undefined.
  @Nullable Boolean at(double price) {
    values.forEach((node, copy) -> fill(node, copy, price));
    Signals signals = trialOf(root).signals();
    return signals.isDefined(bar) ? (Boolean) signals.isTrue(bar) : null;
  }

  private Values trialOf(GraphNode node) {
    return values.getOrDefault(node, Values.signal());
  }

  private void fill(GraphNode node, Values copy, double price) {
    switch (node.step()) {
      case Step.Own own -> copy.numbers()[0][bar] = next(own, node.own().bars(), price);
      case Step.Joined _ -> copy.numbers()[0][bar] = copy.numbers()[0][bar - 1];
      default -> {
        if (node.step().isSignal()) {
          copy.signals().clear(bar);
        }
        node.workAfterLastBar().fill(node.gather(this::trialOf), bar, bar + 1, copy);
      }
    }
  }

  private static double next(Step.Own own, BarSeries bars, double price) {
    return own.column() == Column.VOLUME ? bars.column(own.column())[bars.size() - 1] : price;
  }
}
