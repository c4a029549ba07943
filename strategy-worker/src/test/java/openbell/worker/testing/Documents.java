package openbell.worker.testing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import openbell.model.market.Instrument;
import openbell.model.portfolio.Costs;
import openbell.model.portfolio.Execution;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.Schedule;
import openbell.model.strategy.Node;
import openbell.model.strategy.NodeInput;
import openbell.model.strategy.Params;
import openbell.model.strategy.StrategyDefinition;
import openbell.model.strategy.StrategyDefinition.CapitalStrategy;
import openbell.model.strategy.StrategyDefinition.Column;
import openbell.model.strategy.StrategyDefinition.Outputs;

/// Builds portfolio definitions for tests.
public final class Documents {
  private List<String> symbols = List.of("AAA");
  private LocalDate start = LocalDate.of(1990, 1, 1);
  private LocalDate end = null;
  private String benchmark = null;
  private Costs costs = Costs.NONE;
  private Execution execution = Execution.DEFAULT;
  private CapitalStrategy capital =
      capital("SimplePercentCapitalStrategy", Map.of("initial_capital", 100_000, "percents", 100));
  private final List<Node> indicators = new ArrayList<>();
  private final List<Node> signals = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();
  private final List<StrategyDefinition.MarketTransformer> transformers = new ArrayList<>();
  private String sell = "sell";

  private Documents() {}

  public static Documents portfolio(String... symbols) {
    Documents documents = new Documents();
    documents.symbols = List.of(symbols);
    return documents;
  }

  public Documents from(LocalDate date) {
    start = date;
    return this;
  }

  public Documents until(LocalDate date) {
    end = date;
    return this;
  }

  public Documents benchmark(String symbol) {
    benchmark = symbol;
    return this;
  }

  public Documents costs(Costs these) {
    costs = these;
    return this;
  }

  public Documents execution(Execution these) {
    execution = these;
    return this;
  }

  public Documents capital(CapitalStrategy strategy) {
    capital = strategy;
    return this;
  }

  public Documents indicator(Node node) {
    indicators.add(node);
    return this;
  }

  public Documents transformer(String name, String type, Map<String, Object> params) {
    transformers.add(new StrategyDefinition.MarketTransformer(name, type, new Params(params)));
    return this;
  }

  public Documents buy(String type, NodeInput... inputs) {
    return signal(node("buy", type, Map.of(), inputs));
  }

  public Documents sell(String type, NodeInput... inputs) {
    return signal(node("sell", type, Map.of(), inputs));
  }

  public Documents signal(Node node) {
    signals.add(node);
    return this;
  }

  public Documents neverSells() {
    sell = null;
    return this;
  }

  public Documents column(String name, NodeInput source) {
    columns.add(new Column(source, name));
    return this;
  }

  public PortfolioDefinition build() {
    return new PortfolioDefinition(
        "A test",
        "a_test",
        "",
        symbols.stream().map(symbol -> new Instrument(symbol, symbol)).toList(),
        start,
        end,
        "USD",
        "US",
        benchmark,
        costs,
        execution,
        Schedule.MARKET_OPEN,
        List.of(),
        new StrategyDefinition(
            transformers, indicators, signals, new Outputs("buy", sell, null, columns), capital));
  }

  public static CapitalStrategy capital(String name, Map<String, Object> params) {
    return new CapitalStrategy(name, new Params(params));
  }

  public static Node node(String id, String type, Map<String, Object> params, NodeInput... inputs) {
    return new Node(id, type, new Params(params), List.of(inputs));
  }

  public static NodeInput inline(String type, Map<String, Object> params, NodeInput... inputs) {
    return new NodeInput.Inline(new Node(null, type, new Params(params), List.of(inputs)));
  }

  public static NodeInput constant(double value) {
    return inline("Constant", Map.of("value", value));
  }

  public static NodeInput ref(String id) {
    return new NodeInput.Ref(id, null);
  }

  public static NodeInput band(String id, String band) {
    return new NodeInput.Ref(id, band);
  }

  public static NodeInput own(String column) {
    return new NodeInput.OwnColumn(column);
  }

  /// The default execution with another fill and size.
  public static Execution execution(
      Execution.Fill fill, Execution.SizeAt sizeAt, Execution.OnCashShortage shortage) {
    return new Execution(fill, sizeAt, shortage, Execution.Alignment.UNION, null, 0, 0, 1, false);
  }
}
