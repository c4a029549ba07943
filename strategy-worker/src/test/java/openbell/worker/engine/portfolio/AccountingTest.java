package openbell.worker.engine.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import openbell.model.artifact.RunArtifact.Trade;
import openbell.model.portfolio.Execution;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.signal.SignalAction;
import openbell.worker.engine.series.BarSeries;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The books of every simulation, kept a second time from its fills alone. A failure names its seed
/// and case.
class AccountingTest {
  private static final int ROUNDS = 12;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {20261121, 3, 987654321})
  void balances(long seed) {
    RandomCases cases = new RandomCases(seed);
    int fills = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (String strategy : RandomCases.STRATEGIES) {
        List<BarSeries> bars = cases.bars(400);
        PortfolioDefinition definition = cases.definition(bars, strategy);
        Simulation run = Simulator.run(Cases.holdings(definition, bars));
        check(run, definition, bars, strategy + " " + round);
        fills += run.fills().size();
      }
    }
    assertThat(fills).as("there is something to check").isGreaterThan(1_000);
  }

  private static void check(
      Simulation run, PortfolioDefinition definition, List<BarSeries> bars, String name) {
    Execution execution = definition.execution();
    CapitalPlan plan = CapitalPlan.of(definition.strategy().capital());
    boolean resizes =
        execution.onCashShortage() == Execution.OnCashShortage.RESIZE
            || plan.sizing() instanceof CapitalPlan.Weights;
    double cash = RandomCases.CAPITAL;
    double fees = 0;
    double[] quantity = new double[bars.size()];
    int next = 0;
    for (int i = 0; i < run.equity().length; i++) {
      cash += run.flow()[i];
      for (; next < run.fills().size() && run.fills().get(next).bar() == i; next++) {
        Fill fill = run.fills().get(next);
        cash -= fill.quantity() * fill.price() + fill.fee();
        fees += fill.fee();
        quantity[index(bars, fill.symbol())] += fill.quantity();
        lots(fill.quantity(), execution, name);
      }
      double worth = 0;
      int held = 0;
      for (int s = 0; s < quantity.length; s++) {
        assertThat(quantity[s]).as(name).isGreaterThanOrEqualTo(-1e-9);
        int row = run.calendar().asOf(s, i);
        // A sale that waits for a bar has made its place free already.
        boolean leaving = row >= 0 && run.action(s, row) == SignalAction.EXIT;
        held += quantity[s] > 1e-9 && !leaving ? 1 : 0;
        worth += row < 0 ? 0 : quantity[s] * bars.get(s).close()[row];
      }
      assertThat(run.cash()[i]).as("cash of %s on day %s", name, i).isCloseTo(cash, within(1e-6));
      assertThat(run.invested()[i]).as(name).isCloseTo(worth, within(1e-6));
      assertThat(run.equity()[i]).as(name).isEqualTo(run.cash()[i] + run.invested()[i]);
      assertThat(held).as("places of %s", name).isLessThanOrEqualTo(plan.maxPositions());
      if (resizes) {
        assertThat(run.cash()[i]).as("cash of %s", name).isGreaterThanOrEqualTo(-1e-9);
      }
    }
    assertThat(next).as("fills of %s", name).isEqualTo(run.fills().size());
    assertThat(run.fees()).isCloseTo(fees, within(1e-6));
    roundTrips(run, bars, name);
  }

  private static int index(List<BarSeries> bars, String symbol) {
    int s = 0;
    while (!bars.get(s).symbol().equals(symbol)) {
      s++;
    }
    return s;
  }

  private static void lots(double quantity, Execution execution, String name) {
    assertThat(quantity).as(name).isNotZero();
    if (!execution.fractional()) {
      assertThat(Math.abs(quantity) % execution.lotSize()).as("lots of %s", name).isZero();
    }
  }

  /// What closed round trips have won, what open ones have won and stand to win, and new money are
  /// the whole change of equity.
  private static void roundTrips(Simulation run, List<BarSeries> bars, String name) {
    double won = 0;
    for (Trade trade : run.trades()) {
      won += trade.pnl();
    }
    double[] open = new double[bars.size()];
    double[] quantity = new double[bars.size()];
    for (Fill fill : run.fills()) {
      int s = index(bars, fill.symbol());
      quantity[s] += fill.quantity();
      open[s] -= fill.quantity() * fill.price() + fill.fee();
      if (Math.abs(quantity[s]) < 1e-9) {
        open[s] = 0;
        quantity[s] = 0;
      }
    }
    int last = run.equity().length - 1;
    double change = won;
    for (int s = 0; s < open.length; s++) {
      int row = run.calendar().asOf(s, last);
      change += open[s] + (row < 0 ? 0 : quantity[s] * bars.get(s).close()[row]);
      assertThat(run.standings().get(s).quantity()).as(name).isCloseTo(quantity[s], within(1e-6));
    }
    for (double money : run.flow()) {
      change += money;
    }
    assertThat(run.equity()[last] - RandomCases.CAPITAL).as(name).isCloseTo(change, within(1e-5));
  }
}
