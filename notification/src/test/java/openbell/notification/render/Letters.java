package openbell.notification.render;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import openbell.model.market.Session;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.signal.RuleTrace;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalAction;
import openbell.model.signal.SignalReport;
import openbell.model.signal.SignalReport.Holding;

/// Notifications that a person would recognise, for tests.
public final class Letters {
  public static final LocalDate DAY = LocalDate.parse("2018-05-11");
  private static final String HASH = "5f0c2a9e7d413b86".repeat(4);

  private Letters() {}

  public static RunRef run(Purpose purpose, int revision) {
    return RunRef.of(
        new Owner("anna"),
        new PortfolioId("golden-cross"),
        new Session("XNYS", DAY),
        DAY.minusDays(1),
        HASH,
        revision,
        purpose);
  }

  public static ArtifactRef artifact(int number) {
    return new ArtifactRef("runs/anna/manifest-" + number, "%064x".formatted(number + 1), 900);
  }

  public static NotificationRequested of(RunRef run, SignalReport report) {
    return new NotificationRequested(
        run,
        "0123456789abcdef0123456789abcdef",
        new Recipient("anna@example.com", Recipient.Preference.EVERY_SESSION, "en"),
        "signal",
        report);
  }

  /// The golden cross sells its one position.
  public static NotificationRequested sell() {
    return of(run(Purpose.SCHEDULED, 1), sellReport(artifact(0)));
  }

  public static SignalReport sellReport(ArtifactRef artifact) {
    RuleTrace down =
        new RuleTrace(
                "sell",
                "Crossunder",
                true,
                null,
                null,
                0.24,
                List.of(number("SMA(50)", 172.31, 173.02), number("SMA(200)", 172.73, 172.6)))
            .with(LocalDate.parse("2018-05-10"), 214.8);
    Signal signal =
        new Signal(
            "AAPL",
            "Apple Inc.",
            SignalAction.EXIT,
            new BigDecimal("0.982"),
            BigDecimal.ZERO,
            new BigDecimal("190.04"),
            new BigDecimal("102"),
            List.of(down));
    Holding holding =
        new Holding(
            "AAPL",
            "Apple Inc.",
            SignalAction.EXIT,
            new BigDecimal("0.982"),
            new BigDecimal("190.04"),
            LocalDate.parse("2016-08-29"),
            new BigDecimal("77.9"));
    return report(
        "Golden cross",
        List.of(signal),
        List.of(holding),
        "0.9738",
        "-0.1248",
        List.of(),
        artifact);
  }

  /// Nothing changes; the letter says how far the rules are from turning.
  public static NotificationRequested quiet() {
    RuleTrace stay =
        new RuleTrace(
                "sell",
                "LessThan",
                false,
                null,
                null,
                3.97,
                List.of(number("Close", 2723.07, 2697.79), number("EMA(200)", 2619.1, 2618.2)))
            .with(LocalDate.parse("2018-04-11"), 2618.04);
    Holding holding =
        new Holding(
            "SPX",
            "S&P 500",
            SignalAction.HOLD,
            new BigDecimal("0.9951"),
            new BigDecimal("2723.07"),
            LocalDate.parse("2018-04-10"),
            new BigDecimal("2.51"),
            List.of(stay));
    return of(
        run(Purpose.SCHEDULED, 1),
        report(
            "Trend with market filter",
            List.of(),
            List.of(holding),
            "1.1244",
            "-0.031",
            List.of(),
            artifact(1)));
  }

  static SignalReport withoutPrevious(SignalReport report) {
    return new SignalReport(
        report.portfolioName(),
        report.currency(),
        report.startDate(),
        report.changes(),
        report.positions(),
        null,
        report.metrics(),
        report.equity(),
        null,
        report.notes(),
        report.configHash(),
        report.dataHash(),
        report.engineVersion(),
        report.artifact());
  }

  static SignalReport report(
      String name,
      List<Signal> changes,
      List<Holding> holdings,
      String total,
      String drawdown,
      List<String> notes,
      ArtifactRef artifact) {
    Map<String, BigDecimal> metrics = new LinkedHashMap<>();
    metrics.put("total_return", new BigDecimal(total));
    metrics.put("cagr", new BigDecimal(total).divide(new BigDecimal(5)));
    metrics.put("max_drawdown", new BigDecimal("-0.2931"));
    metrics.put("current_drawdown", new BigDecimal(drawdown));
    metrics.put("volatility", new BigDecimal("0.1812"));
    metrics.put("sharpe", new BigDecimal("0.84"));
    metrics.put("trades", new BigDecimal("6"));
    metrics.put("win_rate", new BigDecimal("0.666667"));
    metrics.put("benchmark_total_return", new BigDecimal("0.7725"));
    return new SignalReport(
        name,
        "USD",
        LocalDate.parse("2013-05-13"),
        changes,
        holdings,
        LocalDate.parse("2018-05-09"),
        metrics,
        new BigDecimal("19738.44"),
        new BigDecimal("1.2418"),
        notes,
        HASH,
        "9b31d07c55aa1e42".repeat(4),
        "0.1.0",
        artifact);
  }

  /// A year and a half of a portfolio; the same for the same seed.
  public static byte[] equityCsv(int seed, int sessions, boolean benchmark) {
    return Curves.csv(seed, sessions, benchmark);
  }

  static RuleTrace number(String label, double value, double before) {
    String operator = label.contains("(") ? label.substring(0, label.indexOf('(')) : label;
    return new RuleTrace(label, operator, null, value, before, null, List.of());
  }

  static RuleTrace constant(double value) {
    return new RuleTrace("Constant", "Constant", null, value, value, null, List.of());
  }
}
