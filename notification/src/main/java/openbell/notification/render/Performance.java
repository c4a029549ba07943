package openbell.notification.render;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.signal.SignalReport;
import openbell.notification.render.LetterModel.Chart;
import openbell.notification.render.LetterModel.Figure;
import openbell.notification.render.ReaderModel.Since;
import org.jspecify.annotations.Nullable;

/// The numbers of a letter: how the portfolio did, since its beginning and since a reader came.
final class Performance {

  /// Fewer sessions than this say nothing about how it goes.
  static final int FEWEST_SESSIONS = 2;

  private static final double CENT_OF_A_PERCENT = 0.005;

  private Performance() {}

  /// From the close before the reader's first session to the last one.
  ///
  /// @param day on which the reader subscribed
  /// @param curve empty when there is none
  static Since since(LocalDate day, Optional<Curve> curve, Words words) {
    Optional<Curve> cut =
        curve.map(whole -> whole.since(day)).filter(c -> c.sessions() >= FEWEST_SESSIONS);
    if (cut.isEmpty()) {
      return new Since("", "plain", words.say("since.new", words.day(day)));
    }
    Curve own = cut.get();
    LocalDate first = own.dates().getFirst();
    String until = words.day(own.dates().getLast());
    String span =
        first.isAfter(day)
            ? words.say("since.oldest", words.day(day), words.day(first), until)
            : words.say("since.span", words.day(day), until);
    String note =
        words.say("since.note", span, words.count("sessions", own.sessions()))
            + (own.benchmark().length == 0
                ? ""
                : words.say("since.benchmark", Formats.change(own.benchmarkChangePercent())));
    return new Since(Formats.change(own.changePercent()), tone(own.changePercent()), note);
  }

  static List<Figure> figures(SignalReport report, Words words) {
    Map<String, BigDecimal> metrics = report.metrics();
    List<Figure> figures = new ArrayList<>();
    figures.add(value(report, words));
    BigDecimal benchmark = metrics.get("benchmark_total_return");
    percent(
        figures,
        words.say("figure.total"),
        metrics.get("total_return"),
        benchmark == null
            ? words.say("figure.start", words.day(report.startDate()))
            : words.say("figure.benchmark", Formats.change(benchmark.doubleValue() * 100)));
    percent(
        figures, words.say("figure.yearly"), metrics.get("cagr"), words.say("figure.compounded"));
    percent(
        figures,
        words.say("figure.drawdown"),
        metrics.get("current_drawdown"),
        noted("figure.worst", metrics.get("max_drawdown"), true, words));
    plain(
        figures,
        words.say("figure.sharpe"),
        metrics.get("sharpe"),
        noted("figure.volatility", metrics.get("volatility"), false, words));
    BigDecimal wins = metrics.get("win_rate");
    plain(
        figures,
        words.say("figure.trades"),
        metrics.get("trades"),
        wins == null ? words.say("figure.closed") : words.say("figure.won", Formats.weight(wins)));
    return figures;
  }

  static Chart chart(Curve curve, String currency, Words words) {
    String first = words.day(curve.dates().getFirst());
    String last = words.day(curve.dates().getLast());
    String change = Formats.change(curve.changePercent());
    String high = words.wholeMoney(curve.high(), currency);
    String low = words.wholeMoney(curve.low(), currency);
    return new Chart(
        words.say("chart.alt", first, last, change, low, high),
        words.count("chart.title", curve.dates().size()),
        first,
        last,
        words.say("chart.high", high),
        words.say("chart.low", low),
        change,
        tone(curve.changePercent()),
        curve.benchmark().length == 0
            ? ""
            : words.say("chart.benchmark", Formats.change(curve.benchmarkChangePercent())));
  }

  static String tone(double change) {
    return Math.abs(change) < CENT_OF_A_PERCENT ? "plain" : change > 0 ? "up" : "down";
  }

  private static Figure value(SignalReport report, Words words) {
    BigDecimal change = report.equityChangePercent();
    return new Figure(
        words.say("figure.value"),
        words.money(report.equity().doubleValue(), report.currency()),
        change == null
            ? words.say("figure.first")
            : words.say("figure.last", Formats.change(change.doubleValue())),
        "plain");
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

  private static String noted(
      String key, @Nullable BigDecimal fraction, boolean signed, Words words) {
    if (fraction == null) {
      return "";
    }
    return words.say(
        key, signed ? Formats.change(fraction.doubleValue() * 100) : Formats.weight(fraction));
  }
}
