package openbell.notification.render;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import openbell.model.signal.SignalReport;
import openbell.notification.render.LetterModel.Chart;
import openbell.notification.render.LetterModel.Figure;
import org.jspecify.annotations.Nullable;

/// The numbers of a letter: how the portfolio did, and what stands around its chart.
final class Performance {
  private static final double CENT_OF_A_PERCENT = 0.005;

  private Performance() {}

  static List<Figure> figures(SignalReport report) {
    Map<String, BigDecimal> metrics = report.metrics();
    List<Figure> figures = new ArrayList<>();
    figures.add(value(report));
    BigDecimal benchmark = metrics.get("benchmark_total_return");
    percent(
        figures,
        "Total return",
        metrics.get("total_return"),
        benchmark == null
            ? "since " + Formats.day(report.startDate())
            : "benchmark " + Formats.change(benchmark.doubleValue() * 100));
    percent(figures, "Per year", metrics.get("cagr"), "compounded");
    percent(figures, "Below its peak", metrics.get("current_drawdown"), worst(metrics));
    plain(figures, "Sharpe ratio", metrics.get("sharpe"), volatility(metrics));
    trades(figures, metrics);
    return figures;
  }

  static Chart chart(Curve curve, String currency) {
    String first = Formats.day(curve.dates().getFirst());
    String last = Formats.day(curve.dates().getLast());
    String change = Formats.change(curve.changePercent());
    String high = Formats.wholeMoney(curve.high(), currency);
    String low = Formats.wholeMoney(curve.low(), currency);
    String benchmark =
        curve.benchmark().length == 0
            ? ""
            : "Benchmark " + Formats.change(curve.benchmarkChangePercent());
    return new Chart(
        "Value of the portfolio from %s to %s: %s, between %s and %s."
            .formatted(first, last, change, low, high),
        "Last %d sessions".formatted(curve.dates().size()),
        first,
        last,
        high,
        low,
        change,
        tone(curve.changePercent()),
        benchmark);
  }

  static String tone(double change) {
    return Math.abs(change) < CENT_OF_A_PERCENT ? "plain" : change > 0 ? "up" : "down";
  }

  private static Figure value(SignalReport report) {
    BigDecimal change = report.equityChangePercent();
    return new Figure(
        "Portfolio value",
        Formats.money(report.equity().doubleValue(), report.currency()),
        change == null
            ? "first report"
            : Formats.change(change.doubleValue()) + " since the last report",
        change == null ? "plain" : tone(change.doubleValue()));
  }

  private static void percent(
      List<Figure> figures, String label, @Nullable BigDecimal fraction, String note) {
    if (fraction != null) {
      double percent = fraction.doubleValue() * 100;
      figures.add(new Figure(label, Formats.change(percent), note, tone(percent)));
    }
  }

  private static void plain(
      List<Figure> figures, String label, @Nullable BigDecimal value, String note) {
    if (value != null) {
      figures.add(new Figure(label, Formats.ratio(value.doubleValue()), note, "plain"));
    }
  }

  private static void trades(List<Figure> figures, Map<String, BigDecimal> metrics) {
    BigDecimal wins = metrics.get("win_rate");
    BigDecimal trades = metrics.get("trades");
    if (trades != null) {
      String note = wins == null ? "closed so far" : Formats.weight(wins) + " of them won";
      figures.add(new Figure("Trades", Formats.ratio(trades.doubleValue()), note, "plain"));
    }
  }

  private static String worst(Map<String, BigDecimal> metrics) {
    BigDecimal worst = metrics.get("max_drawdown");
    return worst == null ? "" : "worst " + Formats.change(worst.doubleValue() * 100);
  }

  private static String volatility(Map<String, BigDecimal> metrics) {
    BigDecimal volatility = metrics.get("volatility");
    return volatility == null ? "" : "volatility " + Formats.weight(volatility);
  }
}
