package openbell.worker.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import openbell.model.artifact.RunArtifact.Trade;
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

  // Bytes of a line of signals.csv, about: without numbers, and of one number.
  private static final int LINE = 24;
  private static final int CELL = 12;
  private static final ArtifactCodec CODEC = new ArtifactCodec();

  private final RunResult result;
  private final Simulation run;
  private final double[] drawdown;
  private final ByteText out;

  private ArtifactFiles(RunResult result) {
    this.result = result;
    this.run = result.simulation();
    this.drawdown = ReturnFigures.drawdown(result.startUnit(), run.unit());
    int columns = 1 + result.series().getFirst().columns().size();
    int line = LINE + CELL * columns;
    this.out = new ByteText(line * result.series().size() * (run.calendar().size() + 1));
  }

  /// Content by file name, in the order in which people look at them.
  public static SequencedMap<String, byte[]> of(RunResult result) {
    ArtifactFiles content = new ArtifactFiles(result);
    SequencedMap<String, byte[]> files = new LinkedHashMap<>();
    files.put("result.json", CODEC.encode(result.artifact()));
    files.put("equity.csv", content.file(content::equity));
    files.put("trades.csv", content.file(content::trades));
    files.put("signals.csv", content.file(content::signals));
    files.put("chart.svg", content.file(content::chart));
    return files;
  }

  private byte[] file(Runnable content) {
    out.clear();
    content.run();
    return out.bytes();
  }

  private void equity() {
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
  }

  private void trades() {
    out.add("Symbol,Entered,Exited,Quantity,EntryPrice,ExitPrice,PnL,ReturnPercent,Bars\n");
    for (Trade trade : result.artifact().trades()) {
      out.add(cell(trade.symbol())).add(',');
      out.date((int) trade.entered().toEpochDay()).add(',');
      out.date((int) trade.exited().toEpochDay()).add(',');
      out.number(trade.quantity(), PRICE).add(',');
      out.number(trade.entryPrice(), PRICE).add(',').number(trade.exitPrice(), PRICE).add(',');
      out.fixed(trade.pnl(), MONEY).add(',').number(trade.returnPercent(), PRICE).add(',');
      out.whole(trade.bars()).add('\n');
    }
  }

  private void signals() {
    List<SymbolSeries> symbols = result.series();
    Calendar calendar = run.calendar();
    out.add("Date,Symbol,State,Close");
    for (NamedValues column : symbols.getFirst().columns()) {
      out.add(',').add(cell(column.name()));
    }
    out.add('\n');
    byte[][] names = new byte[symbols.size()][];
    double[][][] columns = new double[symbols.size()][][];
    for (int s = 0; s < names.length; s++) {
      String name = "," + cell(symbols.get(s).bars().symbol()) + ",";
      names[s] = name.getBytes(StandardCharsets.UTF_8);
      columns[s] = columns(symbols.get(s));
    }
    for (int i = 0; i < calendar.size(); i++) {
      for (int s = 0; s < names.length; s++) {
        int row = calendar.row(s, i);
        if (row >= 0) {
          out.date(calendar.days()[i]).add(names[s]).add(state(s, row));
          for (double[] column : columns[s]) {
            out.add(',').number(column[row], PRICE);
          }
          out.add('\n');
        }
      }
    }
  }

  /// The close, then what has a name.
  private static double[][] columns(SymbolSeries symbol) {
    List<double[]> columns = new ArrayList<>();
    columns.add(symbol.bars().close());
    symbol.columns().forEach(column -> columns.add(column.values()));
    return columns.toArray(new double[0][]);
  }

  private char state(int symbol, int row) {
    return run.action(symbol, row).letter().charAt(0);
  }

  private void chart() {
    new Chart(result, drawdown, out).draw();
  }

  /// A text as a cell: quoted where it must be, and never a formula for a spreadsheet.
  static String cell(String text) {
    String safe = !text.isEmpty() && "=+-@^\t".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
  }
}
