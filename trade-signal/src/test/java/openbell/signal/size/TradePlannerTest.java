package openbell.signal.size;

import static openbell.model.signal.SignalAction.ENTER;
import static openbell.model.signal.SignalAction.EXIT;
import static openbell.model.signal.SignalAction.FLAT;
import static openbell.model.signal.SignalAction.HOLD;
import static openbell.model.signal.SignalAction.INCREASE;
import static openbell.model.signal.SignalAction.REDUCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import openbell.model.portfolio.Costs;
import openbell.model.portfolio.OwnHoldings;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalAction;
import openbell.model.signal.SignalReport;
import openbell.model.signal.SignalReport.Holding;
import openbell.model.signal.TradePlan;
import openbell.model.signal.TradePlan.Trade;
import openbell.signal.derive.Results;
import org.junit.jupiter.api.Test;

class TradePlannerTest {
  private static final Costs COSTS = new Costs(0.001, 0, 1, 0.002, 0);

  @Test
  void sellsFirstAndBuysWithWhatCameIn() {
    // Given: QQQ is to be left, SPY to become 60 % of everything
    SignalReport report =
        report(change("SPY", ENTER, "0", "0.6", "400"), change("QQQ", EXIT, "0.5", "0", "300"));
    // When: 12 QQQ at 300 and 400 in cash: 4,000
    TradePlan plan = TradePlanner.plan(report, COSTS, own("400", Map.of("QQQ", "12")));
    // Then: 3,600 - (3.60 + 7.20); 2,400 buys 6 at 400, costs 2.40
    assertThat(plan.trades())
        .containsExactly(
            trade("QQQ", EXIT, "12", "12", "300", "3600", "10.8"),
            trade("SPY", ENTER, "6", "0", "400", "2400", "2.4"));
    assertThat(plan.value()).isEqualByComparingTo("4000");
    assertThat(plan.costs()).isEqualByComparingTo("13.2");
    assertThat(plan.cashAfter()).isEqualByComparingTo("1586.8");
    assertThat(plan.notes()).isEmpty();
  }

  @Test
  void cutsABuyToWhatTheCashPaysAndSaysSo() {
    // Given: 1,000 in cash, everything into SPY at 100
    SignalReport report = report(change("SPY", ENTER, "0", "1", "100"));
    // When
    TradePlan plan = TradePlanner.plan(report, COSTS, own("1000", Map.of()));
    // Then: ten would cost 1,001
    assertThat(plan.trades()).extracting(Trade::quantity).containsExactly(new BigDecimal("9"));
    assertThat(plan.cashAfter()).isEqualByComparingTo("99");
    assertThat(plan.notes())
        .containsExactly("SPY: 9 instead of 10, because your cash does not cover more.");
  }

  @Test
  void tradesWholeLotsAndLeavesTheRest() {
    // Given
    SignalReport report = report(change("700", EXIT, "0.5", "0", "300"));
    OwnHoldings own =
        new OwnHoldings(
            BigDecimal.ZERO,
            Map.of("700", new BigDecimal("250")),
            Map.of("700", new BigDecimal("100")));
    // When
    TradePlan plan = TradePlanner.plan(report, Costs.NONE, own);
    // Then
    assertThat(plan.trades())
        .containsExactly(trade("700", REDUCE, "200", "250", "300", "60000", "0"));
    assertThat(plan.notes())
        .containsExactly("50 of 700 remain: they are less than one lot of 100.");
  }

  @Test
  void leavesAloneWhatItDoesNotKnowAndWhatDoesNotChange() {
    // Given: SPY is held at 50 % by the portfolio and not at all by the reader
    SignalReport report =
        report(
            List.of(),
            new Holding("SPY", "", HOLD, new BigDecimal("0.5"), new BigDecimal("100"), null, null),
            new Holding("QQQ", "", FLAT, BigDecimal.ZERO, new BigDecimal("300"), null, null));
    // When
    TradePlan plan = TradePlanner.plan(report, COSTS, own("1000", Map.of("GOLD", "3")));
    // Then
    assertThat(plan.trades()).isEmpty();
    assertThat(plan.value()).isEqualByComparingTo("1000");
    assertThat(plan.notes())
        .containsExactly(
            "GOLD is not part of this portfolio; it is not counted and left alone.",
            "Your holdings are far from the portfolio's: SPY 0.0 % instead of 50.0 %."
                + " This plan only follows today's changes.");
  }

  @Test
  void saysWhenThereIsNothingToDo() {
    // Given
    SignalReport report =
        report(change("SPY", EXIT, "1", "0", "400"), change("QQQ", ENTER, "0", "0.2", "300"));
    // When
    TradePlan plan = TradePlanner.plan(report, COSTS, own("700", Map.of("QQQ", "1")));
    // Then
    assertThat(plan.trades()).isEmpty();
    assertThat(plan.notes())
        .containsExactly(
            "You hold no SPY, so there is nothing to sell.",
            "Nothing to buy of QQQ: you hold as much already.");
  }

  @Test
  void neverOverdrawsNeverOversellsAndTradesWholeLots() {
    for (int seed = 0; seed < 2_000; seed++) {
      // Given
      SplittableRandom random = new SplittableRandom(seed);
      List<Signal> changes = new ArrayList<>();
      Map<String, BigDecimal> held = new HashMap<>();
      Map<String, BigDecimal> lots = new HashMap<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        String symbol = "S" + i;
        SignalAction action = List.of(ENTER, EXIT, INCREASE, REDUCE).get(random.nextInt(4));
        String to = action == EXIT ? "0" : decimal(random, 1, 6);
        changes.add(change(symbol, action, "0", to, decimal(random, 500, 4)));
        held.put(symbol, new BigDecimal(decimal(random, 300, random.nextInt(4))));
        lots.put(symbol, new BigDecimal(List.of("1", "100", "0.001", "7").get(random.nextInt(4))));
      }
      OwnHoldings own = new OwnHoldings(new BigDecimal(decimal(random, 50_000, 2)), held, lots);
      Costs costs =
          new Costs(
              random.nextDouble() / 100,
              random.nextDouble() / 10,
              random.nextInt(30),
              random.nextDouble() / 100,
              random.nextInt(50));
      // When
      TradePlan plan = TradePlanner.plan(report(changes.toArray(Signal[]::new)), costs, own);
      // Then
      BigDecimal cash = own.cash();
      boolean bought = false;
      for (Trade trade : plan.trades()) {
        boolean buy = trade.action() == ENTER || trade.action() == INCREASE;
        assertThat(bought && !buy).as("sells first, seed %s", seed).isFalse();
        bought = buy;
        cash = buy ? cash.subtract(trade.amount()) : cash.add(trade.amount());
        cash = cash.subtract(trade.costs());
        assertThat(cash.signum()).as("cash, seed %s", seed).isNotNegative();
        assertThat(trade.quantity().signum()).isPositive();
        assertThat(trade.quantity().remainder(lots.get(trade.symbol())).signum()).isZero();
        assertThat(buy || trade.quantity().compareTo(trade.held()) <= 0)
            .as("no more than held, seed %s", seed)
            .isTrue();
      }
      assertThat(plan.cashAfter()).isEqualByComparingTo(cash);
    }
  }

  private static String decimal(SplittableRandom random, double most, int digits) {
    return BigDecimal.valueOf(random.nextDouble() * most)
        .setScale(digits, java.math.RoundingMode.HALF_UP)
        .toPlainString();
  }

  private static Trade trade(String symbol, SignalAction action, String... numbers) {
    return new Trade(
        symbol,
        action,
        new BigDecimal(numbers[0]),
        new BigDecimal(numbers[1]),
        new BigDecimal(numbers[2]),
        new BigDecimal(numbers[3]),
        new BigDecimal(numbers[4]));
  }

  private static OwnHoldings own(String cash, Map<String, String> quantities) {
    Map<String, BigDecimal> held = new HashMap<>();
    quantities.forEach((symbol, units) -> held.put(symbol, new BigDecimal(units)));
    return new OwnHoldings(new BigDecimal(cash), held, Map.of());
  }

  private static Signal change(
      String symbol, SignalAction action, String from, String to, String close) {
    return new Signal(
        symbol,
        symbol,
        action,
        new BigDecimal(from),
        new BigDecimal(to),
        new BigDecimal(close),
        BigDecimal.ONE,
        List.of());
  }

  private static SignalReport report(Signal... changes) {
    Holding[] positions =
        List.of(changes).stream()
            .map(
                one ->
                    new Holding(
                        one.symbol(),
                        one.name(),
                        one.action(),
                        one.fromWeight(),
                        one.close(),
                        null,
                        null))
            .toArray(Holding[]::new);
    return report(List.of(changes), positions);
  }

  private static SignalReport report(List<Signal> changes, Holding... positions) {
    return new SignalReport(
        "Two funds",
        "USD",
        LocalDate.EPOCH,
        changes,
        List.of(positions),
        null,
        Map.of(),
        BigDecimal.TEN,
        null,
        List.of(),
        Results.HASH,
        "da7a",
        "0.1.0",
        Results.REF);
  }
}
