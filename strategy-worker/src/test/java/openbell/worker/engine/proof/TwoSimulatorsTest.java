package openbell.worker.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.NodeInput;
import openbell.model.strategy.StrategyDefinition.Outputs;
import openbell.model.wire.Parsed;
import openbell.worker.engine.portfolio.Fill;
import openbell.worker.engine.portfolio.Simulation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The simulator that ships and the plain one make the same trades and have the same money, to the
/// cent, on every day.
class TwoSimulatorsTest {
  private static final int ROUNDS = 30;
  private static final int BARS = 200;

  /// Half a cent.
  private static final double MONEY = 0.005;

  /// Fractions of a share, and prices, to far less than a cent.
  private static final double QUANTITY = 1e-5;

  static List<String> strategies() {
    return PlainSimulator.STRATEGIES.stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void theyAgreeOnRandomPortfolios(String strategy) {
    List<String> failures = new ArrayList<>();
    int trades = 0;
    for (int round = 0; round < Options.rounds(ROUNDS) && failures.size() < 5; round++) {
      SplittableRandom random = Options.random(round);
      Market market = Market.random(random, BARS);
      ObjectNode document = RandomCapital.of(random, market, strategy);
      Parsed parsed = Production.parse(document.toString());
      assertThat(parsed).as("%s: %s", document, parsed.findings()).isInstanceOf(Parsed.Ok.class);
      PortfolioDefinition definition = ((Parsed.Ok) parsed).definition();
      if (Production.run(definition, market.all()) instanceof Production.Answer.Ran ran) {
        String difference = difference(definition, market, ran);
        if (!difference.isEmpty()) {
          failures.add(Options.repeat(round) + " " + difference + "\n" + document);
        }
        trades += ran.result().simulation().fills().size();
      }
    }
    assertThat(failures).isEmpty();
    assertThat(trades).as("fills in all rounds").isGreaterThan(Options.rounds(ROUNDS));
  }

  private static String difference(
      PortfolioDefinition definition, Market market, Production.Answer.Ran ran) {
    List<Sheet> universe = ran.found().bars().stream().map(Sheet::of).toList();
    PlainSimulator plain =
        new PlainSimulator(definition, universe, decisions(definition, universe, market)).run();
    Simulation found = ran.result().simulation();
    List<Fill> fills = found.fills();
    for (int i = 0; i < Math.min(fills.size(), plain.trades().size()); i++) {
      Fill fill = fills.get(i);
      PlainAccount.Trade trade = plain.trades().get(i);
      String symbol = definition.universe().get(trade.symbol()).symbol();
      boolean same =
          fill.day() == plain.days()[trade.day()]
              && fill.symbol().equals(symbol)
              && Math.abs(fill.quantity() - trade.quantity()) < QUANTITY
              && Math.abs(fill.price() - trade.price()) < QUANTITY;
      if (!same) {
        return fill + " is not " + trade + " of " + symbol;
      }
    }
    if (fills.size() != plain.trades().size()) {
      return fills.size() + " fills, the plain simulator has " + plain.trades().size();
    }
    return money("cash", found.cash(), plain.cash())
        + money("equity", found.equity(), plain.equity());
  }

  private static String money(String what, double[] found, double[] expected) {
    if (found.length != expected.length) {
      return found.length + " days of " + what + ", not " + expected.length;
    }
    for (int i = 0; i < found.length; i++) {
      if (!(Math.abs(found[i] - expected[i]) < MONEY)) {
        return what + " of day " + i + " is " + found[i] + ", not " + expected[i];
      }
    }
    return "";
  }

  private static Decisions decisions(
      PortfolioDefinition definition, List<Sheet> universe, Market market) {
    Reference reference = new Reference(definition.strategy(), universe, market.sheets());
    Outputs outputs = definition.strategy().outputs();
    String rank = definition.strategy().capital().params().text("rank_by", "");
    int n = universe.size();
    boolean[][] buy = new boolean[n][];
    boolean[][] sell = new boolean[n][];
    double[][] ranks = new double[rank.isEmpty() ? 0 : n][];
    for (int s = 0; s < n; s++) {
      buy[s] = holds(reference, s, outputs.buy(), universe.get(s).size());
      if (outputs.buy() == null) {
        Arrays.fill(buy[s], true);
      }
      sell[s] = holds(reference, s, outputs.sell(), universe.get(s).size());
      if (!rank.isEmpty()) {
        ranks[s] = reference.numbers(s, new NodeInput.Ref(rank, null)).values()[0];
      }
    }
    return new Decisions(buy, sell, ranks, new double[0][]);
  }

  private static boolean[] holds(Reference reference, int s, @Nullable String id, int bars) {
    boolean[] holds = new boolean[bars];
    if (id != null) {
      double[] values = reference.numbers(s, new NodeInput.Ref(id, null)).values()[0];
      for (int t = 0; t < bars; t++) {
        holds[t] = values[t] == 1;
      }
    }
    return holds;
  }
}
