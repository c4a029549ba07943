package openbell.worker.engine.metric;

import java.util.List;
import openbell.model.artifact.RunArtifact.Trade;

/// Figures about closed round trips.
final class TradeFigures {
  private TradeFigures() {}

  static void put(Figures out, List<Trade> trades) {
    int n = trades.size();
    out.put("trades", n);
    double[] pnl = new double[n];
    double won = 0;
    double lost = 0;
    int wins = 0;
    int losses = 0;
    double returns = 0;
    double days = 0;
    for (int i = 0; i < n; i++) {
      Trade trade = trades.get(i);
      pnl[i] = trade.pnl();
      won += Math.max(pnl[i], 0);
      lost += Math.max(-pnl[i], 0);
      wins += pnl[i] > 0 ? 1 : 0;
      losses += pnl[i] < 0 ? 1 : 0;
      returns += trade.returnPercent() / 100;
      days += trade.exited().toEpochDay() - trade.entered().toEpochDay();
    }
    double winRate = (double) wins / n;
    double payoff = won / wins / (lost / losses);
    out.put("win_rate", winRate);
    out.put("payoff_ratio", payoff);
    out.put("profit_factor", won / lost);
    out.put("expectancy", returns / n);
    out.put("sqn", Math.sqrt(n) * Moments.mean(pnl) / Moments.deviation(pnl));
    out.put("kelly", winRate - (1 - winRate) / payoff);
    out.put("average_hold_days", days / n);
  }
}
