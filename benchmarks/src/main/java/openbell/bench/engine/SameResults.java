package openbell.bench.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import openbell.model.artifact.RunArtifact.Trade;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.worker.engine.RunResult;
import openbell.worker.engine.portfolio.Fill;
import openbell.worker.engine.portfolio.Simulation;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import org.ta4j.core.Position;

/// Checks that rivals give the same results, before anything is timed.
///
/// Two numbers are the same when they differ by at most 1e-9 of the larger one, or of 1.
final class SameResults {
  private static final double TOLERANCE = 1e-9;
  private static final int BARS_PER_YEAR = 252;
  private static final double SECONDS_PER_BAR = 86_400;

  private final BarSeries bars;
  private final List<String> differences = new ArrayList<>();
  private long compared;
  private int documents;
  private long documentBytes;

  SameResults(BarSeries bars) {
    this.bars = bars;
  }

  /// Sentences about what differs; empty when everything agrees.
  List<String> differences() {
    return List.copyOf(differences);
  }

  /// Numbers that were compared.
  long compared() {
    return compared;
  }

  /// Documents that were compared byte by byte.
  int documents() {
    return documents;
  }

  /// Bytes of the documents of one portfolio, on average.
  long documentBytesEach() {
    return documentBytes / GraphCases.PORTFOLIOS;
  }

  /// Every value of the six indicators, TA-Lib's outputs against ours of the same name.
  void indicators() {
    Ours.Kernels ours = new Ours.Kernels(bars);
    TaLib talib = new TaLib(bars);
    for (Indication one : Indication.values()) {
      double[][] mine = ours.run(one);
      double[][] theirs = talib.run(one);
      for (int k = 0; k < one.compared(); k++) {
        String name = one + " " + ours.outputs(one).get(k);
        for (int i = 0; i < talib.count(); i++) {
          int t = talib.begin() + i;
          same(name + " at bar " + t, mine[k][t], theirs[k][i]);
        }
      }
    }
  }

  /// Every trade, then every figure that both know.
  void backtest() {
    RunResult mine = Ours.alone().run(Documents.crossing(bars.date(0)), BarSet.of(bars));
    Ta4j.Outcome theirs = new Ta4j(bars).run();
    List<Trade> trades = mine.artifact().trades();
    List<Position> positions = theirs.trades().getPositions();
    same("closed trades", trades.size(), positions.size());
    for (int i = 0; i < Math.min(trades.size(), positions.size()); i++) {
      Trade trade = trades.get(i);
      Position position = positions.get(i);
      String name = "trade " + (i + 1) + " ";
      same(name + "entry bar", row(trade.entered().toEpochDay()), position.getEntry().getIndex());
      same(name + "exit bar", row(trade.exited().toEpochDay()), position.getExit().getIndex());
      same(
          name + "entry price",
          trade.entryPrice(),
          position.getEntry().getPricePerAsset().doubleValue());
      same(
          name + "exit price",
          trade.exitPrice(),
          position.getExit().getPricePerAsset().doubleValue());
    }
    figures(mine)
        .forEach(
            (name, value) -> same(name, value, theirs.figures().getOrDefault(name, Double.NaN)));
  }

  /// Every byte of the documents of a hundred portfolios, computed alone and with shared nodes.
  void sharing() {
    BarSet set = Market.set();
    Ours alone = Ours.alone();
    Ours sharing = Ours.sharing();
    for (PortfolioDefinition definition : Documents.mixed(GraphCases.PORTFOLIOS)) {
      Map<String, byte[]> shared = Ours.documents(sharing.run(definition, set));
      Ours.documents(alone.run(definition, set))
          .forEach(
              (file, bytes) -> {
                documents++;
                documentBytes += bytes.length;
                if (!Arrays.equals(bytes, shared.get(file))) {
                  differences.add(
                      definition.name() + ": " + file + " is another with shared nodes");
                }
              });
    }
  }

  /// The equity of a hundred portfolios after days that were added one by one, and in one run.
  void days() {
    int added = 3;
    List<PortfolioDefinition> definitions = Documents.mixed(GraphCases.PORTFOLIOS);
    List<BarSeries> market = Market.all(Market.BARS);
    Ours.Days days = new Ours.Days(definitions, Market.upTo(market, Market.BARS - added));
    for (int day = Market.BARS - added + 1; day < Market.BARS; day++) {
      days.advance(Market.upTo(market, day));
    }
    List<Simulation> last = days.advance(Market.upTo(market, Market.BARS));
    Ours alone = Ours.alone();
    for (int n = 0; n < definitions.size(); n++) {
      double[] stepped = last.get(n).equity();
      double[] whole = alone.run(definitions.get(n), Market.set()).simulation().equity();
      compared++;
      if (stepped[stepped.length - 1] != whole[whole.length - 1]) {
        differences.add(definitions.get(n).name() + ": another equity after single days");
      }
    }
  }

  private int row(long day) {
    return bars.lastAtOrBefore(day);
  }

  /// Our figures by the name of the criterion that means the same.
  ///
  /// Three conventions of ta4j differ. It marks a position for the first time on the bar after its
  /// entry, so its figures of the curve are compared with the same figures of our curve after that
  /// change. Its return ratios are per bar and leave the first bar out. A position's bars include
  /// the bar of its exit.
  private Map<String, Double> figures(RunResult run) {
    Map<String, Double> own = run.artifact().metrics();
    double growth = 1;
    double held = 0;
    List<Trade> trades = run.artifact().trades();
    for (Trade trade : trades) {
      growth *= 1 + trade.returnPercent() / 100;
      held += trade.bars();
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("NumberOfPositions", figure(own, "trades"));
    figures.put("WinningPositionsRatio", figure(own, "win_rate"));
    figures.put("NetReturn", growth);
    figures.put("PositionDuration", held / trades.size() * SECONDS_PER_BAR);
    figures.put("NumberOfBars", held + trades.size());
    figures.putAll(ofCurve(run, own));
    return figures;
  }

  private Map<String, Double> ofCurve(RunResult run, Map<String, Double> own) {
    double start = run.simulation().startUnit();
    double[] curve = Arrays.stream(run.simulation().unit()).map(unit -> unit / start).toArray();
    Curve ours = Curve.of(curve, 0);
    double perYear = Math.sqrt(BARS_PER_YEAR);
    same("our sharpe", figure(own, "sharpe"), ours.sharpe() * perYear);
    same("our sortino", figure(own, "sortino"), ours.sortino() * perYear);
    same("our max_drawdown", figure(own, "max_drawdown"), -ours.maxDrawdown());
    for (Fill fill : run.simulation().fills()) {
      if (fill.quantity() > 0) {
        curve[fill.bar()] = fill.bar() == 0 ? 1 : curve[fill.bar() - 1];
      }
    }
    Curve theirs = Curve.of(curve, 1);
    return Map.of(
        "SharpeRatio", theirs.sharpe(),
        "SortinoRatio", theirs.sortino(),
        "MaximumDrawdown", theirs.maxDrawdown(),
        "ReturnOverMaxDrawdown", (curve[curve.length - 1] - 1) / theirs.maxDrawdown());
  }

  /// Figures of a curve that starts at 1, written out once more.
  private record Curve(double sharpe, double sortino, double maxDrawdown) {

    /// @param first bar whose return is the first that counts
    static Curve of(double[] values, int first) {
      double sum = 0;
      double squares = 0;
      double losses = 0;
      double peak = 1;
      double drawdown = 0;
      for (int t = first; t < values.length; t++) {
        double r = values[t] / (t == 0 ? 1 : values[t - 1]) - 1;
        sum += r;
        squares += r * r;
        losses += r < 0 ? r * r : 0;
        peak = Math.max(peak, values[t]);
        drawdown = Math.max(drawdown, 1 - values[t] / peak);
      }
      double n = values.length - first;
      double mean = sum / n;
      double deviation = Math.sqrt((squares - n * mean * mean) / (n - 1));
      return new Curve(mean / deviation, mean / Math.sqrt(losses / n), drawdown);
    }
  }

  private static double figure(Map<String, Double> own, String key) {
    return own.getOrDefault(key, Double.NaN);
  }

  private void same(String what, double mine, double theirs) {
    compared++;
    double scale = Math.max(1, Math.max(Math.abs(mine), Math.abs(theirs)));
    if (!(Math.abs(mine - theirs) <= TOLERANCE * scale)) {
      differences.add("%s: ours %s, theirs %s".formatted(what, mine, theirs));
    }
  }
}
