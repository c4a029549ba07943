package openbell.bench.mail;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import openbell.model.hash.Sha256;
import openbell.model.market.Session;
import openbell.model.message.Notification;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.portfolio.Subscriber;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.signal.RuleTrace;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalAction;
import openbell.model.signal.SignalReport;
import openbell.model.signal.SignalReport.Holding;

/// Signals of made-up portfolios, each to many readers: from a quiet day with one position to a
/// busy
/// one with eight. The same for the same number.
final class MadeUpMails {
  static final LocalDate DAY = LocalDate.parse("2026-11-20");
  private static final int MOST_SYMBOLS = 8;

  private final int portfolios;

  /// @param portfolios whose readers' mails have the same report and picture
  MadeUpMails(int portfolios) {
    this.portfolios = portfolios;
  }

  List<Notification> make(int mails) {
    List<SignalReport> reports = new ArrayList<>();
    for (int i = 0; i < portfolios; i++) {
      reports.add(report(i));
    }
    List<Notification> made = new ArrayList<>();
    int readers = Math.ceilDiv(mails, portfolios);
    for (int i = 0; i < mails; i++) {
      made.add(mail(i / readers, i % readers, reports.get(i / readers)));
    }
    return made;
  }

  private static Notification mail(int portfolio, int reader, SignalReport report) {
    RunRef run =
        RunRef.of(
            new Owner("owner-" + portfolio % 20),
            new PortfolioId("portfolio-" + portfolio),
            new Session("XNYS", DAY),
            DAY.minusDays(1),
            report.configHash(),
            1,
            Purpose.SCHEDULED);
    String address = "reader-%d-%d@example.com".formatted(portfolio, reader);
    Subscriber terms =
        new Subscriber(
            Sha256.hex(address, 32), DAY.minusDays(90), ZoneId.of("Europe/Berlin"), null, false);
    return new NotificationRequested(
        run,
        Sha256.hex(run.runId().value() + address, 32),
        new Recipient(address, Preference.EVERY_SESSION, "en"),
        "signal",
        report,
        terms,
        null,
        List.of());
  }

  private static SignalReport report(int number) {
    Random random = new Random(number);
    List<Signal> changes = new ArrayList<>();
    List<Holding> positions = new ArrayList<>();
    int symbols = 1 + random.nextInt(MOST_SYMBOLS);
    for (int i = 0; i < symbols; i++) {
      String symbol = "S" + number + (char) ('A' + i);
      BigDecimal close = money(20 + 400 * random.nextDouble());
      SignalAction action = random.nextInt(3) == 0 ? SignalAction.ENTER : SignalAction.HOLD;
      List<RuleTrace> rules = List.of(rule(random, action == SignalAction.ENTER));
      if (action == SignalAction.ENTER) {
        changes.add(
            new Signal(
                symbol,
                "Made-up company " + symbol,
                action,
                BigDecimal.ZERO,
                weight(symbols),
                close,
                BigDecimal.TEN,
                rules));
      }
      positions.add(
          new Holding(
              symbol,
              "Made-up company " + symbol,
              action,
              weight(symbols),
              close,
              DAY.minusDays(3 + random.nextInt(200)),
              money(40 * random.nextDouble() - 20),
              rules));
    }
    return report(number, changes, positions, random);
  }

  private static SignalReport report(
      int number, List<Signal> changes, List<Holding> positions, Random random) {
    Map<String, BigDecimal> metrics = new LinkedHashMap<>();
    for (String metric :
        List.of("total_return", "cagr", "current_drawdown", "max_drawdown", "volatility")) {
      metrics.put(metric, money(random.nextDouble()));
    }
    metrics.put("sharpe", money(2 * random.nextDouble()));
    metrics.put("trades", BigDecimal.valueOf(random.nextInt(200)));
    return new SignalReport(
        "Made-up portfolio " + number,
        "USD",
        DAY.minusYears(5),
        changes,
        positions,
        DAY.minusDays(2),
        metrics,
        money(100_000 * (1 + random.nextDouble())),
        money(4 * random.nextDouble() - 2),
        number % 5 == 0 ? List.of("One symbol has no bar of yesterday.") : List.of(),
        Sha256.hex("strategy " + number),
        Sha256.hex("bars " + number),
        "0.1.0",
        new ArtifactRef("runs/made-up/" + number, Sha256.hex("artifact " + number), 900));
  }

  private static RuleTrace rule(Random random, boolean truth) {
    List<RuleTrace> numbers =
        List.of(
            number("SMA(50)", 100 + random.nextDouble()),
            number("SMA(200)", 100 + random.nextDouble()));
    RuleTrace cross =
        new RuleTrace("buy", "Crossover", truth, null, null, 3 * random.nextDouble(), numbers);
    RuleTrace calm =
        new RuleTrace(
            "calm",
            "LessThan",
            true,
            null,
            null,
            9 * random.nextDouble(),
            List.of(number("Volatility(20)", 14 + random.nextDouble()), number("Constant", 30)));
    return new RuleTrace("buy", "And", truth, null, null, null, List.of(cross, calm));
  }

  private static RuleTrace number(String label, double value) {
    String operator = label.contains("(") ? label.substring(0, label.indexOf('(')) : label;
    return new RuleTrace(label, operator, null, value, value, null, List.of());
  }

  private static BigDecimal weight(int symbols) {
    return new BigDecimal("0.95").divide(BigDecimal.valueOf(symbols), 4, RoundingMode.DOWN);
  }

  private static BigDecimal money(double value) {
    return BigDecimal.valueOf(Math.round(value * 100), 2);
  }
}
