package openbell.worker.engine.series;

import java.lang.ref.WeakReference;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import openbell.model.market.BarColumns;
import openbell.model.market.BarGate;
import org.jspecify.annotations.Nullable;

/// The daily bars of one symbol as columns, oldest first.
///
/// Immutable by agreement: the arrays are shared between runs and nobody writes to them.
public final class BarSeries {
  /// Memory of one bar: five numbers, a day, and what goes with them.
  public static final int BYTES_PER_BAR = 48;

  private final String symbol;
  private final int[] days;
  private final double[] open;
  private final double[] high;
  private final double[] low;
  private final double[] close;
  private final double[] volume;
  private final Map<Long, WeakReference<BarSeries>> slices = new Slices();
  private volatile @Nullable String sha256;
  private volatile @Nullable Integer firstWithoutPrice;

  /// The slices that were used last, as long as somebody else has them.
  private static final class Slices extends LinkedHashMap<Long, WeakReference<BarSeries>> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 8;

    Slices() {
      super(MOST, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, WeakReference<BarSeries>> eldest) {
      return size() > MOST;
    }
  }

  private BarSeries(String symbol, int[] days, double[][] ohlcv) {
    this.symbol = symbol;
    this.days = days;
    this.open = ohlcv[0];
    this.high = ohlcv[1];
    this.low = ohlcv[2];
    this.close = ohlcv[3];
    this.volume = ohlcv[4];
  }

  /// Takes the arrays over; the caller forgets them.
  ///
  /// @param days epoch days, strictly ascending
  /// @param ohlcv open, high, low, close and volume, each as long as `days`
  public static BarSeries of(String symbol, int[] days, double[]... ohlcv) {
    return of(symbol, new BarColumns(days, ohlcv));
  }

  /// The bars of a symbol.
  public static BarSeries of(String symbol, BarColumns bars) {
    return new BarSeries(symbol, bars.days(), bars.ohlcv());
  }

  /// The same bars without their symbol.
  public BarColumns bars() {
    return new BarColumns(days, open, high, low, close, volume);
  }

  public String symbol() {
    return symbol;
  }

  public int size() {
    return days.length;
  }

  public int[] days() {
    return days;
  }

  public LocalDate date(int index) {
    return LocalDate.ofEpochDay(days[index]);
  }

  public double[] open() {
    return open;
  }

  public double[] close() {
    return close;
  }

  /// The values of a column; the combined ones are computed on each call.
  public double[] column(Column column) {
    return switch (column) {
      case OPEN -> open;
      case HIGH -> high;
      case LOW -> low;
      case CLOSE -> close;
      case VOLUME -> volume;
      case HL2, HLC3, OHLC4 -> combined(column);
    };
  }

  /// Open, high, low, close and volume.
  public double[][] columns() {
    return new double[][] {open, high, low, close, volume};
  }

  private double[] combined(Column column) {
    double[] out = new double[size()];
    for (int t = 0; t < out.length; t++) {
      double range = high[t] + low[t];
      out[t] =
          switch (column) {
            case HL2 -> range / 2;
            case HLC3 -> (range + close[t]) / 3;
            default -> (open[t] + range + close[t]) / 4;
          };
    }
    return out;
  }

  /// Index of the first bar whose open, high, low or close is not a finite number above 0; -1 when
  /// there is none.
  public int firstWithoutPrice() {
    Integer known = firstWithoutPrice;
    if (known == null) {
      known = BarGate.firstWithoutPrice(bars());
      firstWithoutPrice = known;
    }
    return known;
  }

  /// Index of the last bar on or before `day`; -1 when there is none.
  public int lastAtOrBefore(long day) {
    if (day < Integer.MIN_VALUE || day > Integer.MAX_VALUE) {
      return day < 0 ? -1 : size() - 1;
    }
    int at = Arrays.binarySearch(days, (int) day);
    return at >= 0 ? at : -at - 2;
  }

  /// Index of the first bar on or after `day`; the size when there is none.
  public int firstAtOrAfter(long day) {
    return lastAtOrBefore(day - 1) + 1;
  }

  /// The bars from index `from` to before index `to`. The last few slices are known as long as they
  /// are in use: many portfolios ask for the same one, and equal slices share their fingerprint.
  public BarSeries slice(int from, int to) {
    if (from == 0 && to == size()) {
      return this;
    }
    synchronized (slices) {
      long range = ((long) from << 32) | to;
      WeakReference<BarSeries> reference = slices.get(range);
      BarSeries known = reference == null ? null : reference.get();
      if (known == null) {
        known = cut(from, to);
        slices.put(range, new WeakReference<>(known));
      }
      return known;
    }
  }

  private BarSeries cut(int from, int to) {
    return new BarSeries(
        symbol,
        Arrays.copyOfRange(days, from, to),
        new double[][] {
          Arrays.copyOfRange(open, from, to),
          Arrays.copyOfRange(high, from, to),
          Arrays.copyOfRange(low, from, to),
          Arrays.copyOfRange(close, from, to),
          Arrays.copyOfRange(volume, from, to)
        });
  }

  /// The bars of the given ascending days only; a day without a bar is left out.
  public BarSeries onDays(int[] wanted) {
    int[] rows = new int[Math.min(wanted.length, size())];
    int count = 0;
    for (int day : wanted) {
      int at = Arrays.binarySearch(days, day);
      if (at >= 0) {
        rows[count++] = at;
      }
    }
    if (count == size()) {
      return this;
    }
    int[] kept = new int[count];
    double[][] columns = new double[5][count];
    double[][] own = {open, high, low, close, volume};
    for (int i = 0; i < count; i++) {
      kept[i] = days[rows[i]];
      for (int c = 0; c < own.length; c++) {
        columns[c][i] = own[c][rows[i]];
      }
    }
    return new BarSeries(symbol, kept, columns);
  }

  /// Lower-case hex SHA-256 over all bars, bar by bar: epoch day as a big-endian long, then the raw
  /// bits of open, high, low, close and volume.
  public String sha256() {
    String known = sha256;
    if (known == null) {
      Fingerprint fingerprint = new Fingerprint();
      for (int t = 0; t < days.length; t++) {
        fingerprint.add(days[t]).add(open[t]).add(high[t]).add(low[t]).add(close[t]).add(volume[t]);
      }
      known = fingerprint.hex();
      sha256 = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return symbol + " (" + size() + " bars)";
  }
}
