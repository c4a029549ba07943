package openbell.worker.intake.offline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.model.signal.SignalAction;
import openbell.worker.engine.RunResult;
import openbell.worker.engine.RunResult.SymbolSeries;
import openbell.worker.engine.metric.ReturnFigures;

/// Two results over the same span, side by side.
///
/// @param days on which both have a value
/// @param growthA value of one invested unit of the first, on these days
/// @param growthB the same of the second
/// @param shared symbols that both may hold
/// @param differences days on which a shared symbol's states differ, oldest first
record Comparison(
    RunResult a,
    RunResult b,
    int[] days,
    double[] growthA,
    double[] growthB,
    List<String> shared,
    List<Difference> differences) {

  /// A day on which the two disagree about a symbol.
  record Difference(LocalDate date, String symbol, SignalAction inA, SignalAction inB) {}

  static Comparison of(RunResult a, RunResult b) {
    int[] days = common(a.simulation().calendar().days(), b.simulation().calendar().days());
    List<String> shared =
        a.artifact().today().stream()
            .map(Standing::symbol)
            .filter(symbol -> series(b, symbol) >= 0)
            .toList();
    List<Difference> differences = new ArrayList<>();
    shared.forEach(symbol -> differ(a, b, symbol, differences));
    differences.sort(Comparator.comparing(Difference::date));
    return new Comparison(
        a, b, days, growth(a, days), growth(b, days), shared, List.copyOf(differences));
  }

  /// How many days they have a shared symbol on, and a different state of it.
  int differentDays() {
    return (int) differences.stream().map(Difference::date).distinct().count();
  }

  /// Correlation of the returns between common days, `NaN` when one of them never moves.
  double correlation() {
    double[] x = ReturnFigures.returns(1, growthA);
    double[] y = ReturnFigures.returns(1, growthB);
    double meanX = Arrays.stream(x).average().orElse(0);
    double meanY = Arrays.stream(y).average().orElse(0);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
  }

  private static int[] common(int[] a, int[] b) {
    return Arrays.stream(a).filter(day -> Arrays.binarySearch(b, day) >= 0).toArray();
  }

  private static double[] growth(RunResult result, int[] days) {
    int[] own = result.simulation().calendar().days();
    double[] growth = new double[days.length];
    for (int i = 0; i < days.length; i++) {
      growth[i] =
          result.simulation().unit()[Arrays.binarySearch(own, days[i])] / result.startUnit();
    }
    return growth;
  }

  private static int series(RunResult result, String symbol) {
    for (int s = 0; s < result.series().size(); s++) {
      if (result.series().get(s).bars().symbol().equals(symbol)) {
        return s;
      }
    }
    return -1;
  }

  private static void differ(RunResult a, RunResult b, String symbol, List<Difference> out) {
    int inA = series(a, symbol);
    int inB = series(b, symbol);
    SymbolSeries ofA = a.series().get(inA);
    SymbolSeries ofB = b.series().get(inB);
    int[] daysB = ofB.bars().days();
    for (int row = ofA.firstRow(); row < ofA.bars().size(); row++) {
      int other = Arrays.binarySearch(daysB, ofA.bars().days()[row]);
      if (other < ofB.firstRow()) {
        continue;
      }
      SignalAction first = a.simulation().action(inA, row);
      SignalAction second = b.simulation().action(inB, other);
      if (!first.letter().equals(second.letter())) {
        out.add(new Difference(ofA.bars().date(row), symbol, first, second));
      }
    }
  }
}
