package openbell.worker.engine.plan;

import static openbell.worker.testing.Documents.node;
import static openbell.worker.testing.Documents.portfolio;
import static openbell.worker.testing.Documents.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import openbell.worker.testing.Bars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the nodes of many portfolios hold together.
class NodeGraphTest {
  private static final int BARS = 500;
  private static final int SYMBOLS = 20;
  private static final int RUNS = 400;

  private static BarSeries walk(int symbol) {
    return Bars.walk("S" + symbol, BARS, 9, new SplittableRandom(symbol));
  }

  private static List<Evaluation> crossing(NodeGraph graph, BarSeries bars, int fast, int slow) {
    Plan plan =
        Planner.plan(
            portfolio(bars.symbol())
                .indicator(node("fast", "SMA", Map.of("period", fast)))
                .indicator(node("slow", "SMA", Map.of("period", slow)))
                .buy("Crossover", ref("fast"), ref("slow"))
                .sell("Crossunder", ref("fast"), ref("slow"))
                .build()
                .strategy(),
            null);
    return Evaluator.evaluate(graph, plan, List.of(bars), BarSet.of(List.of()));
  }

  /// Everything that stays in memory because of these nodes.
  private static Set<GraphNode> held(Collection<GraphNode> nodes) {
    Set<GraphNode> held = Collections.newSetFromMap(new IdentityHashMap<>());
    nodes.forEach(node -> hold(node, held));
    return held;
  }

  private static void hold(GraphNode node, Set<GraphNode> held) {
    if (held.add(node)) {
      node.inputs().forEach(input -> hold(input.node(), held));
    }
  }

  private static long bytes(Collection<GraphNode> nodes) {
    Set<BarSeries> bars = Collections.newSetFromMap(new IdentityHashMap<>());
    nodes.forEach(node -> bars.add(node.own().bars()));
    return nodes.stream().mapToLong(GraphNode::bytes).sum()
        + bars.stream().mapToLong(series -> (long) series.size() * BarSeries.BYTES_PER_BAR).sum();
  }

  @ParameterizedTest
  @ValueSource(longs = {100_000, 400_000, 1_600_000})
  void keepsNoMoreThanItsLimitWithEverythingThatItHolds(long limit) {
    // Given bars that are loaded anew for each run
    NodeGraph graph = new NodeGraph(limit);
    SplittableRandom random = new SplittableRandom(7);

    for (int run = 0; run < RUNS; run++) {
      // When
      crossing(
          graph, walk(random.nextInt(SYMBOLS)), 2 + random.nextInt(20), 30 + random.nextInt(20));

      // Then
      Set<GraphNode> held = held(graph.kept());
      assertThat(graph.kept()).containsAll(held);
      assertThat(bytes(held)).isLessThanOrEqualTo(limit).isEqualTo(graph.bytes());
    }
    assertThat(graph.kept()).isNotEmpty();
  }

  @Test
  void keepsEqualBarsOnce() {
    // Given
    NodeGraph graph = new NodeGraph(64 << 20);

    // When
    IntStream.range(0, 10).forEach(run -> crossing(graph, walk(1), 2 + run, 50));

    // Then
    assertThat(graph.kept()).extracting(GraphNode::own).containsOnly(graph.track(walk(1)));
  }

  @Test
  void whoeverIsUsedStays() {
    // Given room for a few symbols, one of which everybody wants
    NodeGraph graph = new NodeGraph(200_000);
    crossing(graph, walk(0), 5, 50);
    List<GraphNode> wanted = List.copyOf(graph.kept());

    // When
    for (int symbol = 1; symbol < SYMBOLS; symbol++) {
      crossing(graph, walk(symbol), 5, 50);
      crossing(graph, walk(0), 5, 50);
    }

    // Then
    assertThat(graph.kept()).containsAll(wanted);
  }

  @Test
  void withoutRoomNothingIsKept() {
    NodeGraph graph = new NodeGraph(0);
    crossing(graph, walk(0), 5, 50);
    assertThat(graph.kept()).isEmpty();
    assertThat(graph.bytes()).isZero();
  }
}
