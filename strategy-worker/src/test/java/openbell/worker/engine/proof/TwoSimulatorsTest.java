package openbell.worker.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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
  private static final int ROUNDS = 40;
  private static final int BARS = 200;

  /// Half a cent.
  private static final double MONEY = 0.005;

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
    List<Sheet> universe =
        IntStream.range(0, definition.universe().size())
            .mapToObj(s -> Sheet.of(ran.bars(s)))
            .toList();
    PlainSimulator plain =
        new PlainSimulator(definition, universe, decisions(definition, universe, market)).run();
    Simulation found = ran.result().simulation();
    List<Fill> fills = found.fills();
    for (int i = 0; i < Math.min(fills.size(), plain.trades().size()); i++) {
      String expected = text(definition, plain, plain.trades().get(i));
      if (!text(fills.get(i)).equals(expected)) {
        return "fill " + i + " is " + text(fills.get(i)) + ", the plain one is " + expected;
      }
    }
    if (fills.size() != plain.trades().size()) {
      return fills.size() + " fills, the plain simulator has " + plain.trades().size();
    }
    return money("cash", found.cash(), plain.cash())
        + money("equity", found.equity(), plain.equity());
  }

  private static String text(Fill fill) {
    return text(fill.day(), fill.symbol(), fill.quantity(), fill.price());
  }

  private static String text(
      PortfolioDefinition definition, PlainSimulator plain, PlainAccount.Trade trade) {
    String symbol = definition.universe().get(trade.symbol()).symbol();
    return text(plain.days()[trade.day()], symbol, trade.quantity(), trade.price());
  }

  private static String text(int day, String symbol, double quantity, double price) {
    return String.format(Locale.ROOT, "%d %s %.6f at %.6f", day, symbol, quantity, price);
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

  private static PlainSimulator.Decisions decisions(
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
    return new PlainSimulator.Decisions(buy, sell, ranks, new double[0][]);
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
