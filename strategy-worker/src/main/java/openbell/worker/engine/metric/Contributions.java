package openbell.worker.engine.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import openbell.model.artifact.RunArtifact.Contribution;
import openbell.worker.engine.portfolio.Calendar;
import openbell.worker.engine.portfolio.Fill;
import openbell.worker.engine.portfolio.Simulation;
import openbell.worker.engine.series.BarSeries;

/// What each symbol earned in each year: change of its position's value, less what was paid for it,
/// plus what was received, less fees. All of them together are the change of equity less what was
/// paid in.
final class Contributions {
  private Contributions() {}

  /// @param symbols in the calendar's order
  /// @param starts first bar of each year
  static List<Contribution> of(Simulation run, List<BarSeries> symbols, int[] starts) {
    int years = starts.length;
    double[][] money = new double[symbols.size()][years];
    double[][] bought = new double[symbols.size()][years];
    boolean[] traded = new boolean[symbols.size()];
    Map<String, Integer> index = index(symbols);
    int year = 0;
    for (Fill fill : run.fills()) {
      while (year + 1 < years && fill.bar() >= starts[year + 1]) {
        year++;
      }
      int s = Objects.requireNonNull(index.get(fill.symbol()), fill.symbol());
      money[s][year] -= fill.quantity() * fill.price() + fill.fee();
      bought[s][year] += fill.quantity();
      traded[s] = true;
    }
    List<Contribution> rows = new ArrayList<>();
    for (int s = 0; s < money.length; s++) {
      if (traded[s]) {
        revalue(money[s], bought[s], marks(run.calendar(), s, symbols.get(s), starts));
        rows.add(row(symbols.get(s).symbol(), money[s]));
      }
    }
    return rows;
  }

  private static Map<String, Integer> index(List<BarSeries> symbols) {
    Map<String, Integer> index = new HashMap<>();
    for (int s = 0; s < symbols.size(); s++) {
      index.put(symbols.get(s).symbol(), s);
    }
    return index;
  }

  /// Adds what the position's value changed in each year.
  private static void revalue(double[] money, double[] bought, double[] marks) {
    double held = 0;
    double before = 0;
    for (int y = 0; y < money.length; y++) {
      held += bought[y];
      double value = held == 0 ? 0 : held * marks[y];
      money[y] += value - before;
      before = value;
    }
  }

  /// Last close at the end of each year; 0 before the first bar.
  private static double[] marks(Calendar calendar, int s, BarSeries bars, int[] starts) {
    double[] marks = new double[starts.length];
    for (int y = 0; y < starts.length; y++) {
      int bar = (y + 1 < starts.length ? starts[y + 1] : calendar.size()) - 1;
      while (bar >= 0 && calendar.row(s, bar) < 0) {
        bar--;
      }
      marks[y] = bar < 0 ? 0 : bars.close()[calendar.row(s, bar)];
    }
    return marks;
  }

  private static Contribution row(String symbol, double[] money) {
    List<Double> years = new ArrayList<>(money.length);
    double total = 0;
    for (double one : money) {
      years.add(one);
      total += one;
    }
    return new Contribution(symbol, total, years);
  }
}
