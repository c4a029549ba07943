package openbell.model.wire;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import openbell.model.market.BarColumns;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.strategy.EngineLimits;

/// Reads the text of a bars file, strictly: every doubt is refused with its line number.
///
/// The rules: the header is `Date,Open,High,Low,Close,Volume`; dates are ISO and ascend; prices are
/// above 0, the high is not below the low, the volume is not negative; numbers have a decimal point
/// and no quotes. Windows line ends and a missing last line end are accepted. A high or low that
/// does not enclose open and close passes here: the engine refuses it where it is read.
public final class BarCsv {
  public static final String HEADER = "Date,Open,High,Low,Close,Volume";

  private static final int COLUMNS = BarColumns.COLUMNS;
  private static final double HIGHEST_PRICE = 1e12;
  private static final String[] NAMES = HEADER.split(",");

  private final String name;
  private final byte[] bytes;
  private int[] days = new int[1_024];
  private double[][] values = new double[COLUMNS][1_024];
  private int size;
  private int line;

  private BarCsv(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  /// @param name of the file, for sentences
  /// @throws FailureException with `INVALID_MARKET_DATA`
  public static BarColumns read(String name, byte[] bytes) {
    return new BarCsv(name, bytes).read();
  }

  private BarColumns read() {
    int from = 0;
    while (from < bytes.length) {
      int to = from;
      while (to < bytes.length && bytes[to] != '\n') {
        to++;
      }
      int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
      line++;
      if (line == 1) {
        header(from, end);
      } else {
        row(from, end);
      }
      from = to + 1;
    }
    if (size == 0) {
      throw refuse("there are no bars");
    }
    for (int c = 0; c < COLUMNS; c++) {
      values[c] = Arrays.copyOf(values[c], size);
    }
    return new BarColumns(Arrays.copyOf(days, size), values);
  }

  private void header(int from, int end) {
    String header = new String(bytes, from, end - from, StandardCharsets.UTF_8);
    if (!header.equals(HEADER)) {
      throw refuse("the header must be " + HEADER);
    }
  }

  private void row(int from, int end) {
    if (size == EngineLimits.BARS_PER_SERIES) {
      throw refuse("there are more than " + EngineLimits.BARS_PER_SERIES + " bars");
    }
    if (size == days.length) {
      grow();
    }
    int comma = comma(from, end);
    days[size] = day(from, comma);
    if (size > 0 && days[size] <= days[size - 1]) {
      throw refuse("dates must ascend, and none may be there twice");
    }
    for (int c = 0; c < COLUMNS; c++) {
      int start = comma + 1;
      if (start > end) {
        throw refuse("there are fewer than 6 columns");
      }
      comma = comma(start, end);
      values[c][size] = number(c, start, comma);
    }
    if (comma != end) {
      throw refuse("there are more than 6 columns");
    }
    if (values[1][size] < values[2][size]) {
      throw refuse("High is below Low");
    }
    size++;
  }

  private int comma(int from, int end) {
    int at = from;
    while (at < end && bytes[at] != ',') {
      at++;
    }
    return at;
  }

  private int day(int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    try {
      if (text.length() == 10) {
        return (int) LocalDate.parse(text).toEpochDay();
      }
    } catch (DateTimeException e) {
      throw refuse("Date is not a date like 2020-12-31", e);
    }
    throw refuse("Date is not a date like 2020-12-31");
  }

  private double number(int column, int from, int to) {
    String title = NAMES[column + 1];
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      boolean known = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == 'e' || c == 'E';
      if (!known && c != '+') {
        throw refuse(title + " is not a plain number");
      }
    }
    double value;
    try {
      value = Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    } catch (NumberFormatException e) {
      throw refuse(title + " is not a plain number", e);
    }
    boolean volume = column == COLUMNS - 1;
    if (volume ? value < 0 : value <= 0) {
      throw refuse(title + (volume ? " must not be negative" : " must be above 0"));
    }
    if (Double.isInfinite(value) || (!volume && value > HIGHEST_PRICE)) {
      throw refuse(title + " is too large");
    }
    return value;
  }

  private void grow() {
    days = Arrays.copyOf(days, days.length * 2);
    for (int c = 0; c < COLUMNS; c++) {
      values[c] = Arrays.copyOf(values[c], values[c].length * 2);
    }
  }

  private FailureException refuse(String why) {
    return FailureException.of(
        FailureReason.INVALID_MARKET_DATA, name + " line " + Math.max(1, line) + ": " + why);
  }

  private FailureException refuse(String why, Exception cause) {
    FailureException refusal = refuse(why);
    return new FailureException(refusal.failure(), cause);
  }
}
