package openbell.worker.engine.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import openbell.model.strategy.Node;
import openbell.model.strategy.NodeInput;
import openbell.model.strategy.StrategyDefinition;
import openbell.model.strategy.StrategyDefinition.MarketTransformer;
import org.jspecify.annotations.Nullable;

/// The second evaluator of strategy documents: slow, plain, bar by bar.
///
/// It is written from the definitions alone and shares no arithmetic with production. The families
/// of formulas are {@link AverageFormulas}, {@link OscillatorFormulas}, {@link RangeFormulas},
/// {@link
/// TrendFormulas} and {@link StatisticFormulas}; rules are {@link Judgements} and {@link
/// Calculations}; market series are {@link Transformations}. It starts where the parser ends:
/// aliases are resolved, defaults are filled in.
final class Reference {
  private static final Map<String, Formula> INDICATORS = new TreeMap<>();
  private static final Map<String, Formula> TRANSFORMERS = Transformations.all();
  private static final Map<String, Judgements.Rule> RULES = Judgements.all();
  private static final Map<String, Calculations.Calculation> CALCULATIONS = Calculations.all();

  /// What needs all symbols of the portfolio or no formula at all.
  private static final Set<String> SPECIAL = Set.of("Constant", "Rank", "TopN");

  static {
    INDICATORS.putAll(AverageFormulas.all());
    INDICATORS.putAll(OscillatorFormulas.all());
    INDICATORS.putAll(RangeFormulas.all());
    INDICATORS.putAll(TrendFormulas.all());
    INDICATORS.putAll(StatisticFormulas.all());
  }

  private record Key(int place, Node node) {}

  private final StrategyDefinition strategy;
  private final List<Sheet> universe;
  private final Map<String, Sheet> sheets;
  private final Map<Key, Line> known = new HashMap<>();

  /// @param universe the bars of the portfolio's symbols, in declared order
  /// @param sheets bars of every symbol and market that can be read
  Reference(StrategyDefinition strategy, List<Sheet> universe, Map<String, Sheet> sheets) {
    this.strategy = strategy;
    this.universe = universe;
    this.sheets = sheets;
  }

  /// Names of all indicators, signals and transformers it evaluates.
  static Set<String> primitives() {
    Set<String> names = new TreeSet<>(SPECIAL);
    Stream.of(INDICATORS, TRANSFORMERS, RULES, CALCULATIONS)
        .forEach(map -> names.addAll(map.keySet()));
    return names;
  }

  /// Numbers of a node or column on the bars of a symbol; a signal is 1, 0 and `NaN`.
  Line.Numbers numbers(int place, NodeInput source) {
    return input(place, source).asNumbers();
  }

  private Line input(int place, NodeInput source) {
    Sheet own = universe.get(place);
    return switch (source) {
      case NodeInput.OwnColumn column -> own.column(column.column());
      case NodeInput.Ref ref -> picked(node(place, find(ref.id())), ref.band());
      case NodeInput.Inline inline -> node(place, inline.node());
      case NodeInput.SymbolColumn column ->
          joined(own, sheet(column.symbol()), sheet(column.symbol()).column(column.column()));
      case NodeInput.MarketSeries series ->
          joined(own, sheet(series.market()), transformed(series));
    };
  }

  private Sheet sheet(String symbol) {
    return Objects.requireNonNull(sheets.get(symbol), symbol);
  }

  private Node find(String id) {
    return Stream.concat(strategy.indicators().stream(), strategy.signals().stream())
        .filter(node -> id.equals(node.id()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no node " + id));
  }

  private static Line picked(Line line, @Nullable String band) {
    return band != null && line instanceof Line.Numbers numbers ? numbers.band(band) : line;
  }

  private static Line.Numbers joined(Sheet own, Sheet other, Line.Numbers values) {
    int[] rows = AsOfRule.rows(own.days(), other.days());
    double[] read = Past.missing(rows.length);
    double[] doubts = new double[rows.length];
    for (int t = 0; t < rows.length; t++) {
      if (rows[t] >= 0) {
        read[t] = values.at(rows[t]).value();
        doubts[t] = values.at(rows[t]).doubt();
      }
    }
    return Line.Numbers.of(read, doubts);
  }

  private Line.Numbers transformed(NodeInput.MarketSeries series) {
    MarketTransformer transformer =
        strategy.marketTransformers().stream()
            .filter(one -> one.name().equals(series.transformer()))
            .findFirst()
            .orElseThrow();
    Formula formula = Objects.requireNonNull(TRANSFORMERS.get(transformer.type()));
    Line.Numbers field = sheet(series.market()).column(transformer.params().text("field", "Close"));
    Node node = new Node(null, transformer.type(), transformer.params(), List.of());
    return computed(formula, node, List.of(field));
  }

  private Line node(int place, Node node) {
    Key key = new Key(place, node);
    Line line = known.get(key);
    if (line == null) {
      line = evaluated(place, node);
      if (line instanceof Line.Numbers numbers) {
        line = numbers.delayed(node.params().integer("lag", 0));
      }
      known.put(key, line);
    }
    return line;
  }

  private Line evaluated(int place, Node node) {
    String type = node.type();
    if (INDICATORS.containsKey(type)) {
      Formula formula = INDICATORS.get(type);
      return computed(formula, node, read(place, formula, node));
    }
    if (type.equals("Constant")) {
      double[] values = new double[universe.get(place).size()];
      Arrays.fill(values, node.params().number("value", Double.NaN));
      return Line.Numbers.exact(values);
    }
    if (type.equals("Rank") || type.equals("TopN")) {
      return ranked(place, node);
    }
    List<Line> inputs = node.inputs().stream().map(one -> input(place, one)).toList();
    View view = new View(node.params(), inputs, place, universe.get(place).days());
    if (RULES.containsKey(type)) {
      return truths(view, t -> RULES.get(type).at(view, t));
    }
    if (CALCULATIONS.containsKey(type)) {
      return calculated(type, view);
    }
    throw new IllegalArgumentException("the reference does not know " + type);
  }

  private List<Line.Numbers> read(int place, Formula formula, Node node) {
    List<Line.Numbers> inputs = new ArrayList<>();
    for (String column : formula.reads()) {
      inputs.add(
          column.equals(Formula.COLUMN)
              ? numbers(place, series(node))
              : universe.get(place).column(column));
    }
    return inputs;
  }

  /// The input, or else the column that the parameter names.
  private static NodeInput series(Node node) {
    return node.inputs().isEmpty()
        ? new NodeInput.OwnColumn(node.params().text("column", "Close"))
        : node.inputs().getFirst();
  }

  /// Asks the formula at every bar and hands it nothing but the past.
  private static Line.Numbers computed(Formula formula, Node node, List<Line.Numbers> inputs) {
    boolean selects = formula.exactness() == Formula.SELECTED;
    List<double[][]> draws = new ArrayList<>();
    for (Shake draw : selects ? Shake.OF_SELECTIONS : Shake.OF_CALCULATIONS) {
      draws.add(drawn(formula, node, inputs, draw));
    }
    return Shake.joined(formula.bands(), draws, formula.exactness());
  }

  private static double[][] drawn(
      Formula formula, Node node, List<Line.Numbers> inputs, Shake draw) {
    double[][] columns = new double[inputs.size()][];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = draw.of(inputs.get(i), node.type(), formula.exactness());
    }
    double[][] values = new double[formula.bands().size()][columns[0].length];
    for (int t = 0; t < values[0].length; t++) {
      double[][] past = new double[columns.length][];
      for (int i = 0; i < columns.length; i++) {
        past[i] = draw.until(t, columns[i], inputs.get(i));
      }
      double[] today = formula.today().of(past, node.params());
      for (int b = 0; b < today.length; b++) {
        values[b][t] = today[b];
      }
    }
    return values;
  }

  private static Line calculated(String type, View view) {
    List<double[][]> draws = new ArrayList<>();
    for (Shake draw : Shake.OF_CALCULATIONS) {
      View shaken = view.shaken(draw, type);
      double[] values = new double[view.size()];
      for (int t = 0; t < values.length; t++) {
        values[t] = CALCULATIONS.get(type).at(shaken, t);
      }
      draws.add(new double[][] {values});
    }
    double exactness = type.equals("BarsSince") ? Formula.SELECTED : Formula.CALCULATED;
    Line.Numbers numbers = Shake.joined(List.of("value"), draws, exactness);
    return Calculations.judges(type, view.params(), view.count())
        ? truths(view, t -> Calculations.judged(type, view, t, numbers.at(t)))
        : numbers;
  }

  private static Line.Truths truths(View view, IntFunction<Truth> rule) {
    return new Line.Truths(IntStream.range(0, view.size()).mapToObj(rule).toList());
  }

  private Line ranked(int place, Node node) {
    List<Line.Numbers> all =
        IntStream.range(0, universe.size()).mapToObj(one -> numbers(one, series(node))).toList();
    boolean descending = node.params().flag("descending", true);
    Line.Numbers ranks = new Ranking(universe, all, descending).of(place);
    Doubtful most = new Doubtful(node.params().integer("n", 1), 0);
    return node.type().equals("Rank")
        ? ranks
        : new Line.Truths(
            IntStream.range(0, ranks.size()).mapToObj(t -> most.above(ranks.at(t), true)).toList());
  }
}
