package openbell.worker.engine.metric;

import java.util.List;
import openbell.model.artifact.RunArtifact.Trade;

/// Sums over closed round trips, and the ratios that follow.
///
/// @param won money of the winning ones
/// @param lost money of the losing ones, positive
/// @param mean PnL
/// @param deviation of PnL
/// @param returns sum of the trade returns
record TradeFigures(
    int count,
    int wins,
    int losses,
    double won,
    double lost,
    double mean,
    double deviation,
    double returns) {

  static TradeFigures of(List<Trade> trades) {
    double won = 0;
    double lost = 0;
    double returns = 0;
    int wins = 0;
    int losses = 0;
    for (Trade trade : trades) {
      double pnl = trade.pnl();
      if (pnl > 0) {
        won += pnl;
        wins++;
      } else if (pnl < 0) {
        lost -= pnl;
        losses++;
      }
      returns += trade.returnPercent() / 100;
    }
    int n = trades.size();
    double mean = (won - lost) / n;
    double squares = 0;
    for (Trade trade : trades) {
      squares += (trade.pnl() - mean) * (trade.pnl() - mean);
    }
    double deviation = n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1));
    return new TradeFigures(n, wins, losses, won, lost, mean, deviation, returns);
  }

  double winRate() {
    return (double) wins / count;
  }

  double payoff() {
    return wins > 0 && losses > 0 ? won / wins / (lost / losses) : Double.NaN;
  }

  double profitFactor() {
    return losses > 0 ? won / lost : Double.NaN;
  }

  double expectancy() {
    return returns / count;
  }

  double sqn() {
    return deviation > 0 ? Math.sqrt(count) * mean / deviation : Double.NaN;
  }

  double kelly() {
    return winRate() - (1 - winRate()) / payoff();
  }

  static double averageHoldDays(List<Trade> trades) {
    double days = 0;
    for (Trade trade : trades) {
      days += trade.exited().toEpochDay() - trade.entered().toEpochDay();
    }
    return days / trades.size();
  }
}
