package openbell.notification.render;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How numbers and dates are written in a letter. English, whatever the machine speaks.
final class Formats {
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

  /// Below this a number is shown with more digits, so that it does not read as zero.
  private static final double SMALL = 1;

  private Formats() {}

  static String day(LocalDate date) {
    return SHORT.format(date);
  }

  static String weekday(LocalDate date) {
    return LONG.format(date);
  }

  static String price(BigDecimal price) {
    return number(price.doubleValue());
  }

  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "not yet";
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1_000) {
      return minus(String.format(Locale.ENGLISH, "%.0f", value));
    }
    return minus(String.format(Locale.ENGLISH, size < SMALL ? "%,.4f" : "%,.2f", value));
  }

  /// A ratio such as Sharpe's, to two digits; a count without any.
  static String ratio(double value) {
    boolean whole = value == Math.rint(value);
    return minus(String.format(Locale.ENGLISH, whole ? "%,.0f" : "%,.2f", value));
  }

  static String money(double value, String currency) {
    return currency + "\u00a0" + minus(String.format(Locale.ENGLISH, "%,.2f", value));
  }

  static String wholeMoney(double value, String currency) {
    return currency + "\u00a0" + minus(String.format(Locale.ENGLISH, "%,.0f", value));
  }

  /// A fraction as percent without a sign: `0.5` is `50%`.
  static String weight(BigDecimal fraction) {
    return percentText(fraction.doubleValue() * 100, false);
  }

  /// A change in percent, always with its sign: `+1.2%`.
  static String change(double percent) {
    return percentText(percent, true);
  }

  static String distance(double percent) {
    return percentText(Math.abs(percent), false);
  }

  private static String percentText(double percent, boolean signed) {
    double size = Math.abs(percent);
    int digits = size >= 100 || (percent == Math.rint(percent) && !signed) ? 0 : size < 10 ? 2 : 1;
    String text = String.format(Locale.ENGLISH, "%,." + digits + "f", size);
    boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
    String sign = zero ? "" : percent < 0 ? "\u2212" : signed ? "+" : "";
    return sign + text + "%";
  }

  private static String minus(String text) {
    return text.replace('-', '\u2212');
  }
}
