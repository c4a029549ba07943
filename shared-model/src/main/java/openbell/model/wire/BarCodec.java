package openbell.model.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import openbell.model.market.BarColumns;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;

/// Bars to compact bytes and back, without losing a bit.
///
/// Dates are distances in days. Numbers with up to nine decimals are whole numbers of the smallest
/// decimal, and each is written as its distance from a neighbour: the open from the close before,
/// the close from the open, the high and low from the higher and lower of these two, the volume
/// from the volume before. All distances are variable-length integers, so that 5,000 bars of a
/// share take 40 to 90 KB instead of 220. Numbers of other kinds are written as they are.
public final class BarCodec {
  private static final byte[] MARK = {'O', 'B', 1};
  private static final int MOST_DECIMALS = 9;
  private static final double LARGEST_WHOLE = 1L << 53;
  private static final byte PLAIN = -1;

  /// Longer than any day, count or number takes as a variable-length integer.
  private static final int LONGEST = 10;

  private BarCodec() {}

  /// Equal bars give equal bytes.
  public static byte[] encode(BarColumns bars) {
    int n = bars.size();
    ByteBuffer out = ByteBuffer.allocate(MARK.length + LONGEST * (n + 2) + 2 + LONGEST * 5 * n);
    out.put(MARK);
    writeLong(out, n);
    int before = 0;
    for (int day : bars.days()) {
      writeLong(out, (long) day - before);
      before = day;
    }
    int prices = decimals(bars.open(), bars.high(), bars.low(), bars.close());
    out.put((byte) prices);
    if (prices == PLAIN) {
      for (int c = 0; c < 4; c++) {
        writePlain(out, bars.ohlcv()[c]);
      }
    } else {
      writePrices(out, bars, power(prices));
    }
    int volumes = decimals(bars.volume());
    out.put((byte) volumes);
    if (volumes == PLAIN) {
      writePlain(out, bars.volume());
    } else {
      writeVolumes(out, bars.volume(), power(volumes));
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  /// @throws FailureException with `ARTIFACT_CORRUPT` when the bytes are not what `encode` wrote
  public static BarColumns decode(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      byte[] mark = new byte[MARK.length];
      in.get(mark);
      long n = readLong(in);
      // A bar takes six bytes at least; a count that cannot be must not reserve memory.
      if (!Arrays.equals(mark, MARK) || n < 0 || n * 6 > bytes.length) {
        throw new IllegalArgumentException("not bars of this form");
      }
      BarColumns bars = read(in, (int) n);
      if (in.hasRemaining()) {
        throw new IllegalArgumentException("there is more than the bars");
      }
      return bars;
    } catch (RuntimeException e) {
      throw new FailureException(
          new Failure(FailureReason.ARTIFACT_CORRUPT, "Stored bars cannot be read."), e);
    }
  }

  private static BarColumns read(ByteBuffer in, int n) {
    int[] days = new int[n];
    long day = 0;
    for (int t = 0; t < n; t++) {
      day += readLong(in);
      days[t] = Math.toIntExact(day);
    }
    double[][] columns = new double[BarColumns.COLUMNS][n];
    byte prices = in.get();
    if (prices == PLAIN) {
      for (int c = 0; c < 4; c++) {
        readPlain(in, columns[c]);
      }
    } else {
      readPrices(in, columns, power(prices));
    }
    byte volumes = in.get();
    if (volumes == PLAIN) {
      readPlain(in, columns[4]);
    } else {
      readVolumes(in, columns[4], power(volumes));
    }
    return new BarColumns(days, columns);
  }

  private static void writePrices(ByteBuffer out, BarColumns bars, double power) {
    long before = 0;
    for (int t = 0; t < bars.size(); t++) {
      long open = Math.round(bars.open()[t] * power);
      long close = Math.round(bars.close()[t] * power);
      writeLong(out, open - before);
      writeLong(out, close - open);
      writeLong(out, Math.round(bars.high()[t] * power) - Math.max(open, close));
      writeLong(out, Math.round(bars.low()[t] * power) - Math.min(open, close));
      before = close;
    }
  }

  private static void readPrices(ByteBuffer in, double[][] columns, double power) {
    long before = 0;
    for (int t = 0; t < columns[0].length; t++) {
      long open = before + readLong(in);
      long close = open + readLong(in);
      columns[0][t] = open / power;
      columns[1][t] = (Math.max(open, close) + readLong(in)) / power;
      columns[2][t] = (Math.min(open, close) + readLong(in)) / power;
      columns[3][t] = close / power;
      before = close;
    }
  }

  private static void writeVolumes(ByteBuffer out, double[] volume, double power) {
    long before = 0;
    for (double value : volume) {
      long whole = Math.round(value * power);
      writeLong(out, whole - before);
      before = whole;
    }
  }

  private static void readVolumes(ByteBuffer in, double[] volume, double power) {
    long before = 0;
    for (int t = 0; t < volume.length; t++) {
      before += readLong(in);
      volume[t] = before / power;
    }
  }

  private static void writePlain(ByteBuffer out, double[] column) {
    for (double value : column) {
      out.putLong(Double.doubleToRawLongBits(value));
    }
  }

  private static void readPlain(ByteBuffer in, double[] column) {
    for (int t = 0; t < column.length; t++) {
      column[t] = Double.longBitsToDouble(in.getLong());
    }
  }

  /// The fewest decimals that all numbers can be written with, or {@link #PLAIN}.
  private static int decimals(double[]... columns) {
    int most = 0;
    for (double[] column : columns) {
      for (double value : column) {
        while (!isWhole(value, power(most))) {
          if (++most > MOST_DECIMALS) {
            return PLAIN;
          }
        }
      }
    }
    // More decimals than the first numbers needed may be too many for the largest.
    for (double[] column : columns) {
      for (double value : column) {
        if (!isWhole(value, power(most))) {
          return PLAIN;
        }
      }
    }
    return most;
  }

  /// Whether the whole number next to `value * power` gives back every bit. A whole number below
  /// 2^53 divided by a power of ten is the double nearest to that decimal.
  private static boolean isWhole(double value, double power) {
    double scaled = value * power;
    return Math.abs(scaled) < LARGEST_WHOLE
        && Double.doubleToRawLongBits(Math.round(scaled) / power)
            == Double.doubleToRawLongBits(value);
  }

  private static double power(int decimals) {
    if (decimals < 0 || decimals > MOST_DECIMALS) {
      throw new IllegalArgumentException("no such number of decimals: " + decimals);
    }
    return POWERS[decimals];
  }

  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  /// Seven bits per byte, the lowest first; the sign is the lowest bit of all.
  private static void writeLong(ByteBuffer out, long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7fL) != 0) {
      out.put((byte) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  private static long readLong(ByteBuffer in) {
    long rest = 0;
    int shift = 0;
    byte next;
    do {
      if (shift >= Long.SIZE) {
        throw new IllegalArgumentException("a number is too long");
      }
      next = in.get();
      rest |= (next & 0x7fL) << shift;
      shift += 7;
    } while (next < 0);
    return (rest >>> 1) ^ -(rest & 1);
  }
}
