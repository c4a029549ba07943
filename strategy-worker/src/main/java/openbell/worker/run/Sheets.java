package openbell.worker.run;

import java.nio.charset.StandardCharsets;
import java.util.List;
import openbell.model.artifact.RunArtifact.Trade;
import openbell.worker.engine.RunResult;
import openbell.worker.engine.RunResult.NamedValues;
import openbell.worker.engine.RunResult.SymbolSeries;
import openbell.worker.engine.metric.Benchmark;
import openbell.worker.engine.metric.ReturnFigures;
import openbell.worker.engine.portfolio.Calendar;
import openbell.worker.engine.portfolio.Simulation;

/// The tables and the picture of one result, one after the other in the same buffer.
final class Sheets {
  private static final int MONEY = 2;
  private static final int PRICE = 6;

  // Bytes of a line of signals.csv, about: without numbers, and of one number.
  private static final int LINE = 24;
  private static final int CELL = 12;

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
    int line = LINE + CELL * (1 + result.series().getFirst().columns().size());
    this.out = new ByteText(line * result.series().size() * (run.calendar().size() + 1));
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
    out.clear();
    List<SymbolSeries> symbols = result.series();
    Calendar calendar = run.calendar();
    out.add("Date,Symbol,State,Close");
    for (NamedValues column : symbols.getFirst().columns()) {
      out.add(',').add(ArtifactFiles.cell(column.name()));
    }
    out.add('\n');
    byte[][] names = new byte[symbols.size()][];
    ColumnTexts.Column[][] columns = new ColumnTexts.Column[symbols.size()][];
    for (int s = 0; s < names.length; s++) {
      String name = "," + ArtifactFiles.cell(symbols.get(s).bars().symbol()) + ",";
      names[s] = name.getBytes(StandardCharsets.UTF_8);
      columns[s] = columns(symbols.get(s));
    }
    for (int i = 0; i < calendar.size(); i++) {
      for (int s = 0; s < names.length; s++) {
        int row = calendar.row(s, i);
        if (row >= 0) {
          out.date(calendar.days()[i]).add(names[s]).add(state(s, row));
          for (ColumnTexts.Column column : columns[s]) {
            column.add(row, out);
          }
          out.add('\n');
        }
      }
    }
    return out.bytes();
  }

  /// The close, then what has a name.
  private ColumnTexts.Column[] columns(SymbolSeries symbol) {
    ColumnTexts.Column[] columns = new ColumnTexts.Column[1 + symbol.columns().size()];
    columns[0] = texts.of(symbol.bars().close(), PRICE);
    for (int c = 1; c < columns.length; c++) {
      columns[c] = texts.of(symbol.columns().get(c - 1).values(), PRICE);
    }
    return columns;
  }

  private char state(int symbol, int row) {
    return run.action(symbol, row).letter().charAt(0);
  }

  byte[] chart() {
    out.clear();
    new Chart(result, drawdown, out).draw();
    return out.bytes();
  }
}
