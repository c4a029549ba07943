package openbell.worker.run;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/// Builds a text file as bytes, with its own way of writing numbers: no locale, no garbage, and
/// four digits at a time.
final class ByteText {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle FOUR =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /// The four digits of every number below 10,000, one per byte, the first in the lowest byte.
  private static final int[] DIGITS = digits();
  private static final long[] SCALES = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
  private static final int[] TO_EIGHT = {
    100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100
  };
  private static final double LARGEST = 4e15;
  private static final long ZEROS = 0x3030303030303030L;

  /// Bytes behind a text that others copy from.
  static final int PADDING = 16;

  /// Bytes that any one number or date fits into, with what is written beyond its end.
  private static final int ROOM = 40;

  private byte[] bytes;
  private int size;

  // The month of the last date: dates in a file follow each other.
  private int monthFrom;
  private int monthTo;
  private long monthText;

  ByteText(int expected) {
    bytes = new byte[Math.max(64, expected)];
  }

  ByteText add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  ByteText add(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
    return this;
  }

  /// @param ascii below 128
  ByteText add(char ascii) {
    room(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  /// Once more what stands from `from` to before `to`.
  ByteText again(int from, int to) {
    room(to - from);
    System.arraycopy(bytes, from, bytes, size, to - from);
    size += to - from;
    return this;
  }

  int size() {
    return size;
  }

  /// Begins another file.
  void clear() {
    size = 0;
  }

  /// @param epochDay of a year from 0 to 9999
  ByteText date(int epochDay) {
    if (epochDay < monthFrom || epochDay >= monthTo) {
      turnTo(LocalDate.ofEpochDay(epochDay));
    }
    room(ROOM);
    int day = epochDay - monthFrom + 1;
    EIGHT.set(bytes, size, monthText);
    bytes[size + 8] = (byte) ('0' + day / 10);
    bytes[size + 9] = (byte) ('0' + day % 10);
    size += 10;
    return this;
  }

  private void turnTo(LocalDate date) {
    monthFrom = (int) date.toEpochDay() - date.getDayOfMonth() + 1;
    monthTo = monthFrom + date.lengthOfMonth();
    long year = DIGITS[date.getYear()] + (ZEROS & 0xFFFF_FFFFL);
    long month = (DIGITS[date.getMonthValue()] >>> 16) + 0x3030L;
    monthText = year | (long) '-' << 32 | month << 40 | (long) '-' << 56;
  }

  ByteText whole(long value) {
    return fixed((double) value, 0);
  }

  /// Exactly `decimals` (0 to 6) digits after the point; nothing for `NaN`.
  ByteText fixed(double value, int decimals) {
    double scaled = Math.abs(value) * SCALES[decimals] + 0.5;
    if (!(scaled < LARGEST)) {
      return large(value, decimals, false);
    }
    long part = wholePart(value, (long) scaled, decimals);
    if (decimals > 0) {
      bytes[size] = '.';
      EIGHT.set(bytes, size + 1, part + ZEROS);
      size += 1 + decimals;
    }
    return this;
  }

  /// At most `decimals` (0 to 6) digits after the point, without zeros at the end.
  ByteText number(double value, int decimals) {
    double scaled = Math.abs(value) * SCALES[decimals] + 0.5;
    if (!(scaled < LARGEST)) {
      return large(value, decimals, true);
    }
    long part = wholePart(value, (long) scaled, decimals);
    if (part != 0) {
      bytes[size] = '.';
      EIGHT.set(bytes, size + 1, part + ZEROS);
      // The last digit that is not zero is the highest byte that is not zero.
      size += 9 - (Long.numberOfLeadingZeros(part) >>> 3);
    }
    return this;
  }

  /// Writes sign and whole digits, and leaves room for the others.
  ///
  /// @param scaled the value without sign and point
  /// @return the digits after the point, eight of them, one per byte
  private long wholePart(double value, long scaled, int decimals) {
    room(ROOM);
    int at = size;
    if (value < 0 && scaled != 0) {
      bytes[at++] = '-';
    }
    long whole =
        switch (decimals) {
          case 1 -> scaled / 10;
          case 2 -> scaled / 100;
          case 6 -> scaled / 1_000_000;
          default -> scaled / SCALES[decimals];
        };
    size = digits(whole, at);
    return eight((int) (scaled - whole * SCALES[decimals]) * TO_EIGHT[decimals]);
  }

  private ByteText large(double value, int decimals, boolean trimmed) {
    if (Double.isFinite(value)) {
      BigDecimal exact = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
      add((trimmed ? exact.stripTrailingZeros() : exact).toPlainString());
    }
    return this;
  }

  /// Writes digits from `at`, without zeros in front.
  ///
  /// @return where the next byte belongs
  private int digits(long value, int at) {
    if (value < 10_000) {
      return leading((int) value, at);
    }
    if (value < 100_000_000) {
      int high = (int) value / 10_000;
      return four((int) value - high * 10_000, leading(high, at));
    }
    int low = (int) (value % 100_000_000);
    int next = manyDigits(value / 100_000_000, at);
    return four(low % 10_000, four(low / 10_000, next));
  }

  private int manyDigits(long value, int at) {
    return value < 10_000
        ? leading((int) value, at)
        : four((int) (value % 10_000), leading((int) (value / 10_000), at));
  }

  private int four(int value, int at) {
    FOUR.set(bytes, at, DIGITS[value] + (int) ZEROS);
    return at + 4;
  }

  private int leading(int value, int at) {
    int four = DIGITS[value];
    // At least one digit.
    int zeros = Integer.numberOfTrailingZeros(four | 1 << 24) & ~7;
    FOUR.set(bytes, at, (four + (int) ZEROS) >>> zeros);
    return at + 4 - (zeros >>> 3);
  }

  /// Eight digits, one per byte, the first in the lowest byte.
  private static long eight(int value) {
    int high = value / 10_000;
    return DIGITS[high] | (long) DIGITS[value - high * 10_000] << 32;
  }

  private static int[] digits() {
    int[] digits = new int[10_000];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = i / 1_000 | i / 100 % 10 << 8 | i / 10 % 10 << 16 | i % 10 << 24;
    }
    return digits;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }

  /// With {@link #PADDING} bytes more, so that whole eights can be read at the end.
  byte[] padded() {
    return Arrays.copyOf(bytes, size + PADDING);
  }
}
