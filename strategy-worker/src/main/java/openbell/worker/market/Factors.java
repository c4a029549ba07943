package openbell.worker.market;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.regex.Pattern;
import openbell.model.market.BarColumns;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import org.jspecify.annotations.Nullable;

/// The corporate actions of one symbol: what raw prices are multiplied by to be comparable with
/// those of today.
///
/// A row holds for the days up to and including its `LastDate` and after that of the row before.
/// Adjusted prices are raw prices times `PriceFactor` (dividends) times `SplitFactor`, rounded to
/// six decimals; adjusted volumes are raw volumes over `SplitFactor`, rounded the same way.
public final class Factors {
  public static final String HEADER = "LastDate,PriceFactor,SplitFactor,ReferencePrice";

  /// More than a quarterly dividend for a thousand years.
  private static final int MOST_ROWS = 5_000;

  private static final double MOST = 1e6;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,15})?");
  private static final String[] NAMES = HEADER.split(",");

  private final String name;
  private final int[] lastDays;
  private final double[] price;
  private final double[] split;

  private Factors(String name, int rows) {
    this.name = name;
    this.lastDays = new int[rows];
    this.price = new double[rows];
    this.split = new double[rows];
  }

  /// Reads a file strictly: dates ascend, factors are above 0 and at most a million, the reference
  /// price, which is the close on that day, is only checked to be a number. Windows line ends and a
  /// missing last line end are accepted.
  ///
  /// @param name of the file, for sentences
  /// @throws FailureException `INVALID_MARKET_DATA` with the line number
  public static Factors read(String name, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    String[] lines =
        (text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1);
    if (!lines[0].equals(HEADER)) {
      throw refuse(name, 1, "the header must be " + HEADER, null);
    }
    if (lines.length == 1) {
      throw refuse(name, 1, "there are no factors", null);
    }
    if (lines.length > MOST_ROWS + 1) {
      throw refuse(name, MOST_ROWS + 2, "there are more than " + MOST_ROWS + " rows", null);
    }
    Factors factors = new Factors(name, lines.length - 1);
    for (int i = 1; i < lines.length; i++) {
      factors.row(i - 1, lines[i].split(",", -1));
    }
    return factors;
  }

  private void row(int row, String[] cells) {
    int line = row + 2;
    if (cells.length != NAMES.length) {
      throw refuse(name, line, "there must be " + NAMES.length + " columns", null);
    }
    lastDays[row] = day(line, cells[0]);
    if (row > 0 && lastDays[row] <= lastDays[row - 1]) {
      throw refuse(name, line, "dates must ascend, and none may be there twice", null);
    }
    price[row] = factor(line, 1, cells[1]);
    split[row] = factor(line, 2, cells[2]);
    number(line, 3, cells[3]);
  }

  private int day(int line, String text) {
    String why = NAMES[0] + " is not a date like 2020-12-31";
    try {
      if (text.length() == 10) {
        return (int) LocalDate.parse(text).toEpochDay();
      }
    } catch (DateTimeException e) {
      throw refuse(name, line, why, e);
    }
    throw refuse(name, line, why, null);
  }

  private double factor(int line, int column, String text) {
    double value = number(line, column, text);
    if (!(value > 0) || value > MOST) {
      throw refuse(name, line, NAMES[column] + " must be above 0 and at most a million", null);
    }
    return value;
  }

  private double number(int line, int column, String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw refuse(name, line, NAMES[column] + " is not a plain number", null);
    }
    return Double.parseDouble(text);
  }

  /// @throws FailureException `INVALID_MARKET_DATA` when a bar is newer than the last row: what
  /// happened since is not known
  public BarColumns adjust(BarColumns raw) {
    int n = raw.size();
    double[][] out = new double[BarColumns.COLUMNS][n];
    int row = 0;
    for (int t = 0; t < n; t++) {
      while (row < lastDays.length && lastDays[row] < raw.days()[t]) {
        row++;
      }
      if (row == lastDays.length) {
        throw FailureException.of(
            FailureReason.INVALID_MARKET_DATA,
            name + " ends before the bar of " + LocalDate.ofEpochDay(raw.days()[t]));
      }
      double factor = price[row] * split[row];
      for (int c = 0; c < BarColumns.COLUMNS - 1; c++) {
        out[c][t] = SixDecimals.round(raw.ohlcv()[c][t] * factor);
      }
      out[BarColumns.COLUMNS - 1][t] = SixDecimals.round(raw.volume()[t] / split[row]);
    }
    return new BarColumns(Arrays.copyOf(raw.days(), n), out);
  }

  private static FailureException refuse(
      String name, int line, String why, @Nullable Exception cause) {
    Failure failure =
        new Failure(FailureReason.INVALID_MARKET_DATA, name + " line " + line + ": " + why);
    return cause == null ? new FailureException(failure) : new FailureException(failure, cause);
  }
}
