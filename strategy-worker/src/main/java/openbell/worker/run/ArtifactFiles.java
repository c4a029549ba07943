package openbell.worker.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import openbell.model.artifact.RunArtifact.Trade;
import openbell.model.signal.SignalAction;
import openbell.model.wire.ArtifactCodec;
import openbell.worker.engine.RunResult;
import openbell.worker.engine.RunResult.NamedValues;
import openbell.worker.engine.RunResult.SymbolSeries;
import openbell.worker.engine.metric.Benchmark;
import openbell.worker.engine.metric.ReturnFigures;
import openbell.worker.engine.portfolio.Calendar;
import openbell.worker.engine.portfolio.Simulation;

/// The files of a run. Their bytes follow from the result alone.
public final class ArtifactFiles {
  private static final int MONEY = 2;
  private static final int PRICE = 6;

  private ArtifactFiles() {}

  /// Content by file name, in the order in which people look at them.
  public static SequencedMap<String, byte[]> of(RunResult result) {
    SequencedMap<String, byte[]> files = new LinkedHashMap<>();
    files.put("result.json", new ArtifactCodec().encode(result.artifact()));
    files.put("equity.csv", equity(result));
    files.put("trades.csv", trades(result.artifact().trades()));
    files.put("signals.csv", signals(result));
    files.put("chart.svg", new Chart(result).svg());
    return files;
  }

  private static byte[] equity(RunResult result) {
    Simulation run = result.simulation();
    Benchmark benchmark = result.benchmark();
    int n = run.equity().length;
    ByteText out = new ByteText(64 * (n + 1));
    out.add("Date,Equity,Cash,Drawdown").add(benchmark == null ? "\n" : ",Benchmark\n");
    double[] drawdown = ReturnFigures.drawdown(result.startUnit(), run.unit());
    for (int i = 0; i < n; i++) {
      out.date(run.calendar().days()[i]).add(',');
      out.fixed(run.equity()[i], MONEY).add(',').fixed(run.cash()[i], MONEY).add(',');
      out.fixed(drawdown[i], PRICE);
      if (benchmark != null) {
        out.add(',').fixed(benchmark.value()[i], MONEY);
      }
      out.add('\n');
    }
    return out.bytes();
  }

  private static byte[] trades(List<Trade> trades) {
    ByteText out = new ByteText(96 * (trades.size() + 1));
    out.add("Symbol,Entered,Exited,Quantity,EntryPrice,ExitPrice,PnL,ReturnPercent,Bars\n");
    for (Trade trade : trades) {
      out.add(cell(trade.symbol())).add(',');
      out.date((int) trade.entered().toEpochDay()).add(',');
      out.date((int) trade.exited().toEpochDay()).add(',');
      out.number(trade.quantity(), PRICE).add(',');
      out.number(trade.entryPrice(), PRICE).add(',').number(trade.exitPrice(), PRICE).add(',');
      out.fixed(trade.pnl(), MONEY).add(',').number(trade.returnPercent(), PRICE).add(',');
      out.whole(trade.bars()).add('\n');
    }
    return out.bytes();
  }

  private static byte[] signals(RunResult result) {
    List<SymbolSeries> symbols = result.series();
    Calendar calendar = result.simulation().calendar();
    ByteText out = new ByteText(48 * (calendar.size() + 1) * symbols.size());
    out.add("Date,Symbol,State,Close");
    for (NamedValues column : symbols.getFirst().columns()) {
      out.add(',').add(cell(column.name()));
    }
    out.add('\n');
    List<String> names = symbols.stream().map(one -> cell(one.bars().symbol())).toList();
    for (int i = 0; i < calendar.size(); i++) {
      for (int s = 0; s < symbols.size(); s++) {
        int row = calendar.row(s, i);
        if (row >= 0) {
          out.date(calendar.days()[i]).add(',').add(names.get(s)).add(',');
          line(out, symbols.get(s), row, result.simulation().action(s, row));
        }
      }
    }
    return out.bytes();
  }

  private static void line(ByteText out, SymbolSeries symbol, int row, SignalAction state) {
    out.add(state.letter()).add(',').number(symbol.bars().close()[row], PRICE);
    for (NamedValues column : symbol.columns()) {
      out.add(',').number(column.values()[row], PRICE);
    }
    out.add('\n');
  }

  /// A text as a cell: quoted where it must be, and never a formula for a spreadsheet.
  static String cell(String text) {
    String safe = !text.isEmpty() && "=+-@^\t".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
  }
}
