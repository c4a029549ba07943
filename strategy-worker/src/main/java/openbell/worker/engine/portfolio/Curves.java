package openbell.worker.engine.portfolio;

import java.util.Arrays;

/// The values of a portfolio at the closes from one day of the calendar to its end.
///
/// Each day is the same sum in the same order, whether many days are made at once or one alone.
final class Curves {
  private static final double[] NONE = {};

  private final Setting setting;
  private final int first;
  private final int end;
  private final double[] equity;
  private final double[] cash;
  private final double[] invested;
  private final double[] flow;
  private final double[] unit;

  Curves(Setting setting, int first) {
    this.setting = setting;
    this.first = first;
    this.end = setting.calendar().size();
    this.equity = new double[end - first];
    this.cash = new double[equity.length];
    this.invested = new double[equity.length];
    boolean flows = setting.plan().sizing() instanceof CapitalPlan.Contributions;
    this.flow = flows ? new double[equity.length] : NONE;
    this.unit = flows ? new double[equity.length] : equity;
  }

  void flow(int i, double money) {
    if (flow.length > 0) {
      flow[i - first] = money;
    }
  }

  /// @param money cash at each close
  /// @param pieces quantity at each close, by symbol
  void draw(Stairs money, Stairs[] pieces) {
    for (int step = 0; step < money.size(); step++) {
      int until = money.end(step, end) - first;
      Arrays.fill(cash, money.begin(step) - first, until, money.value(step));
    }
    for (int s = 0; s < pieces.length; s++) {
      for (int step = 0; step < pieces[s].size(); step++) {
        if (pieces[s].value(step) > 0) {
          add(s, pieces[s].value(step), pieces[s].begin(step), pieces[s].end(step, end));
        }
      }
    }
    for (int at = 0; at < equity.length; at++) {
      equity[at] = cash[at] + invested[at];
    }
  }

  private void add(int s, double quantity, int begin, int until) {
    copyCloses(s, begin, until);
    for (int at = begin - first; at < until - first; at++) {
      invested[at] += quantity * equity[at];
    }
  }

  /// The closes lie in `equity` until that is made: a loop over equal places of two arrays is fast.
  private void copyCloses(int s, int begin, int until) {
    double[] closes = setting.closes(s);
    int[] table = setting.calendar().table(s);
    if (table.length == 0) {
      int row = setting.calendar().asOf(s, begin);
      System.arraycopy(closes, row, equity, begin - first, until - begin);
      return;
    }
    for (int i = begin; i < until; i++) {
      equity[i - first] = closes[table[i]];
    }
  }

  /// Unit values. Flows never enter returns: a unit grows by what the money earned. The last day
  /// stays open in `state`, because its equity can still change.
  void drawUnits(State state) {
    if (flow.length > 0) {
      for (int at = 0; at < unit.length; at++) {
        unit[at] = state.unit(equity[at], flow[at]);
        if (at + 1 < unit.length) {
          state.close(equity[at], unit[at]);
        }
      }
    }
  }

  int first() {
    return first;
  }

  double[] equity() {
    return equity;
  }

  double[] cash() {
    return cash;
  }

  double[] invested() {
    return invested;
  }

  double[] flow() {
    return flow.length == 0 ? new double[equity.length] : flow;
  }

  double[] unit() {
    return unit;
  }
}
