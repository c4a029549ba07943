package openbell.worker.run;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import openbell.model.signal.SignalAction;
import openbell.worker.engine.RunResult;
import openbell.worker.engine.RunResult.NamedValues;
import openbell.worker.engine.RunResult.SymbolSeries;
import openbell.worker.engine.portfolio.Calendar;
import openbell.worker.engine.portfolio.Simulation;
import openbell.worker.run.ColumnTexts.Column;

/// `signals.csv`: a line per day and symbol. By far the longest file, so it is put together from
/// parts that are written already, two times eight bytes at a time, into an array of the right
/// size.
final class SignalSheet {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final int PRICE = 6;
  private static final int DATE = 10;

  private final byte[] head;
  private final byte[] dates;
  private final Part[] parts;
  private final int days;

  /// What one symbol adds.
  ///
  /// @param name a comma, the symbol, a comma, and a padding
  /// @param rows its bar on each day of the calendar, -1 without one
  /// @param letters what it decided on these days
  private record Part(byte[] name, int nameLength, int[] rows, byte[] letters, Column[] columns) {

    /// Its bars follow each other: every bar from the first day on is a line.
    int size() {
      int first = 0;
      while (first < rows.length && rows[first] < 0) {
        first++;
      }
      int last = rows.length - 1;
      while (last > first && rows[last] < 0) {
        last--;
      }
      if (first > last) {
        return 0;
      }
      int from = rows[first];
      int to = rows[last] + 1;
      int size = (to - from) * (DATE + nameLength + 2);
      for (Column column : columns) {
        size += column.from()[to] - column.from()[from];
      }
      return size;
    }
  }

  SignalSheet(RunResult result, ColumnTexts texts) {
    List<SymbolSeries> symbols = result.series();
    Calendar calendar = result.simulation().calendar();
    head = head(symbols.getFirst());
    dates = dates(calendar.days());
    days = calendar.size();
    parts = new Part[symbols.size()];
    for (int s = 0; s < parts.length; s++) {
      parts[s] = part(result.simulation(), s, symbols.get(s), texts);
    }
  }

  private static Part part(Simulation run, int s, SymbolSeries symbol, ColumnTexts texts) {
    ByteText name = new ByteText(64);
    name.add(',').add(ArtifactFiles.cell(symbol.bars().symbol())).add(',');
    int[] rows = new int[run.calendar().size()];
    byte[] letters = new byte[rows.length];
    SignalAction action = SignalAction.FLAT;
    byte letter = letter(action);
    for (int i = 0; i < rows.length; i++) {
      int row = run.calendar().row(s, i);
      rows[i] = row;
      if (row >= 0 && run.action(s, row) != action) {
        action = run.action(s, row);
        letter = letter(action);
      }
      letters[i] = letter;
    }
    return new Part(name.padded(), name.size(), rows, letters, columns(symbol, texts));
  }

  private static byte letter(SignalAction action) {
    return (byte) action.letter().charAt(0);
  }

  private static byte[] head(SymbolSeries symbol) {
    ByteText out = new ByteText(256).add("Date,Symbol,State,Close");
    for (NamedValues column : symbol.columns()) {
      out.add(',').add(ArtifactFiles.cell(column.name()));
    }
    return out.add('\n').bytes();
  }

  private static byte[] dates(int[] days) {
    ByteText out = new ByteText(DATE * days.length + 64);
    for (int day : days) {
      out.date(day);
    }
    return out.padded();
  }

  /// The close, then what has a name.
  private static Column[] columns(SymbolSeries symbol, ColumnTexts texts) {
    Column[] columns = new Column[1 + symbol.columns().size()];
    columns[0] = texts.of(symbol.bars().close(), PRICE);
    for (int c = 1; c < columns.length; c++) {
      columns[c] = texts.of(symbol.columns().get(c - 1).values(), PRICE);
    }
    return columns;
  }

  byte[] bytes() {
    int size = head.length;
    for (Part part : parts) {
      size += part.size();
    }
    byte[] out = new byte[size];
    System.arraycopy(head, 0, out, 0, head.length);
    int at = head.length;
    for (int i = 0; i < days; i++) {
      for (Part part : parts) {
        if (part.rows()[i] >= 0) {
          at = line(part, i, out, at);
        }
      }
    }
    return out;
  }

  private int line(Part part, int i, byte[] out, int from) {
    int row = part.rows()[i];
    int at = copy(dates, DATE * i, DATE, out, from);
    at = copy(part.name(), 0, part.nameLength(), out, at);
    out[at++] = part.letters()[i];
    for (Column column : part.columns()) {
      int begin = column.from()[row];
      at = copy(column.text(), begin, column.from()[row + 1] - begin, out, at);
    }
    out[at] = '\n';
    return at + 1;
  }

  /// Copies two eights, which nearly every part fits into, without a loop: what is too much is
  /// written over by the next part.
  ///
  /// @return where the next part belongs
  private static int copy(byte[] text, int from, int length, byte[] out, int at) {
    if (length > ByteText.PADDING || at + ByteText.PADDING > out.length) {
      System.arraycopy(text, from, out, at, length);
    } else {
      EIGHT.set(out, at, (long) EIGHT.get(text, from));
      EIGHT.set(out, at + Long.BYTES, (long) EIGHT.get(text, from + Long.BYTES));
    }
    return at + length;
  }
}
