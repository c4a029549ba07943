package openbell.worker.run;

import openbell.model.artifact.RunArtifact.Trade;
import openbell.worker.engine.RunResult;
import openbell.worker.engine.metric.Benchmark;
import openbell.worker.engine.metric.ReturnFigures;
import openbell.worker.engine.portfolio.Simulation;

/// The tables and the picture of one result, one after the other in the same buffer.
final class Sheets {
  private static final int MONEY = 2;
  private static final int PRICE = 6;

  // Bytes of a line of equity.csv, about.
  private static final int LINE = 64;

  private final RunResult result;
  private final Simulation run;
  private final ColumnTexts texts;
  private final double[] drawdown;
  private final ByteText out;

  Sheets(RunResult result, ColumnTexts texts) {
    this.result = result;
    this.run = result.simulation();
    this.texts = texts;
    this.drawdown = ReturnFigures.drawdown(result.startUnit(), run.unit());
    this.out = new ByteText(LINE * (run.calendar().size() + 1));
  }

  byte[] equity() {
    out.clear();
    Benchmark benchmark = result.benchmark();
    out.add("Date,Equity,Cash,Drawdown").add(benchmark == null ? "\n" : ",Benchmark\n");
    int[] days = run.calendar().days();
    for (int i = 0; i < days.length; i++) {
      out.date(days[i]).add(',');
      out.fixed(run.equity()[i], MONEY).add(',').fixed(run.cash()[i], MONEY).add(',');
      out.fixed(drawdown[i], PRICE);
      if (benchmark != null) {
        out.add(',').fixed(benchmark.value()[i], MONEY);
      }
      out.add('\n');
    }
    return out.bytes();
  }

  byte[] trades() {
    out.clear();
    out.add("Symbol,Entered,Exited,Quantity,EntryPrice,ExitPrice,PnL,ReturnPercent,Bars\n");
    for (Trade trade : result.artifact().trades()) {
      out.add(ArtifactFiles.cell(trade.symbol())).add(',');
      out.date((int) trade.entered().toEpochDay()).add(',');
      out.date((int) trade.exited().toEpochDay()).add(',');
      out.number(trade.quantity(), PRICE).add(',');
      out.number(trade.entryPrice(), PRICE).add(',').number(trade.exitPrice(), PRICE).add(',');
      out.fixed(trade.pnl(), MONEY).add(',').number(trade.returnPercent(), PRICE).add(',');
      out.whole(trade.bars()).add('\n');
    }
    return out.bytes();
  }

  byte[] signals() {
    return new SignalSheet(result, texts).bytes();
  }

  byte[] chart() {
    out.clear();
    new Chart(result, drawdown, out).draw();
    return out.bytes();
  }
}
