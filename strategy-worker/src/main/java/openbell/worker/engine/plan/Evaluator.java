package openbell.worker.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.IntStream;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.worker.engine.indicator.Indicator;
import openbell.worker.engine.plan.GraphNode.Port;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;

/// Computes the steps of one plan for all symbols of a portfolio, step by step.
///
/// A step that follows from bars alone is looked up among the nodes of all portfolios. One that
/// depends on which other symbols the portfolio has, such as a rank, belongs to this portfolio.
public final class Evaluator {
  private final Nodes nodes;
  private final Plan plan;
  private final List<Track> tracks = new ArrayList<>();
  private final Map<String, Track> others = new HashMap<>();
  private final List<List<GraphNode>> bySymbol = new ArrayList<>();
  private final Map<SortedSet<String>, String> joinedData = new HashMap<>();

  private Evaluator(Nodes nodes, Plan plan, List<BarSeries> universe, BarSet joined) {
    this.nodes = nodes;
    this.plan = plan;
    for (BarSeries series : universe) {
      tracks.add(nodes.track(series));
      bySymbol.add(new ArrayList<>());
    }
    joined.all().forEach(series -> others.put(series.symbol(), nodes.track(series)));
  }

  /// One evaluation per symbol, in the order of the universe.
  ///
  /// @param joined the bars of every symbol that the plan joins
  /// @throws FailureException `RUN_TOO_LONG` when the thread is interrupted
  public static List<Evaluation> evaluate(
      Nodes nodes, Plan plan, List<BarSeries> universe, BarSet joined) {
    return new Evaluator(nodes, plan, universe, joined).evaluate();
  }

  private List<Evaluation> evaluate() {
    for (int i = 0; i < plan.steps().size(); i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw FailureException.of(FailureReason.RUN_TOO_LONG, "the run was stopped");
      }
      List<GraphNode> made = new ArrayList<>(tracks.size());
      for (int s = 0; s < tracks.size(); s++) {
        made.add(plan.isLocal(i) ? local(i, s) : shared(i, s));
      }
      for (int s = 0; s < tracks.size(); s++) {
        bySymbol.get(s).add(made.get(s));
      }
    }
    return IntStream.range(0, tracks.size())
        .mapToObj(s -> new Evaluation(tracks.get(s), bySymbol.get(s)))
        .toList();
  }

  private GraphNode shared(int step, int s) {
    Nodes.Key key = new Nodes.Key(plan.keys().get(step), data(step, s));
    return nodes.node(key, () -> make(step, s));
  }

  private GraphNode local(int step, int s) {
    return nodes.own(make(step, s)).upToDate();
  }

  /// From which bars the values of a step follow.
  private String data(int step, int s) {
    String own = tracks.get(s).bars().sha256();
    SortedSet<String> joined = plan.joined().get(step);
    return joined.isEmpty() ? own : own + joinedData.computeIfAbsent(joined, this::dataOf);
  }

  private String dataOf(SortedSet<String> symbols) {
    StringBuilder data = new StringBuilder();
    symbols.forEach(symbol -> data.append(' ').append(other(symbol).bars().sha256()));
    return data.toString();
  }

  private GraphNode make(int index, int s) {
    Step step = plan.steps().get(index);
    Track own = tracks.get(s);
    return switch (step) {
      case Step.Own column -> column(own, column);
      case Step.Joined joined -> join(own, joined);
      case Step.Ranked ranked ->
          new GraphNode(
              step, own, rivals(ranked), () -> new Ranking(tracks, s, ranked.descending()));
      case Step.Computed computed -> made(step, s, computed.inputs());
      case Step.Judged judged -> made(step, s, judged.inputs());
      case Step.Lagged lagged -> made(step, s, outputs(lagged.of(), s));
      case Step.AsNumber number -> made(step, s, List.of(new Source(number.signal(), 0)));
      case Step.Switched switched -> made(step, s, List.of(new Source(switched.signal(), 0)));
    };
  }

  private GraphNode made(Step step, int s, List<Source> inputs) {
    List<Port> ports = inputs.stream().map(input -> port(input, s)).toList();
    return new GraphNode(step, tracks.get(s), ports, () -> Work.of(step, s));
  }

  private Port port(Source source, int s) {
    return new Port(bySymbol.get(s).get(source.step()), source.output());
  }

  private List<Source> outputs(int step, int s) {
    int count = bySymbol.get(s).get(step).values().numbers().length;
    return IntStream.range(0, count).mapToObj(output -> new Source(step, output)).toList();
  }

  private List<Port> rivals(Step.Ranked ranked) {
    return IntStream.range(0, tracks.size()).mapToObj(s -> port(ranked.input(), s)).toList();
  }

  private static GraphNode column(Track own, Step.Own column) {
    return new GraphNode(column, own, List.of(), () -> new ReadColumn(own, column.column()));
  }

  /// The other symbol's node is the one it would have in a portfolio of its own.
  private GraphNode join(Track own, Step.Joined joined) {
    Track other = other(joined.symbol());
    GraphNode read = otherColumn(other, new Step.Own(joined.column()));
    Indicator indicator = joined.indicator();
    if (indicator != null) {
      Step.Computed computed =
          new Step.Computed(indicator, joined.params(), List.of(new Source(0, 0)));
      Nodes.Key key =
          new Nodes.Key(Steps.onColumn(computed, joined.column()), other.bars().sha256());
      Port input = new Port(read, 0);
      read =
          nodes.node(
              key,
              () -> new GraphNode(computed, other, List.of(input), () -> Work.of(computed, 0)));
    }
    return new GraphNode(joined, own, List.of(new Port(read, 0)), () -> new Join(own, other));
  }

  private GraphNode otherColumn(Track other, Step.Own column) {
    Nodes.Key key = new Nodes.Key(Steps.ofColumn(column.column()), other.bars().sha256());
    return nodes.node(key, () -> column(other, column));
  }

  private Track other(String symbol) {
    Track track = others.get(symbol);
    if (track == null) {
      throw FailureException.of(
          FailureReason.INSUFFICIENT_HISTORY, symbol + " is read by the strategy but has no bars");
    }
    return track;
  }
}
