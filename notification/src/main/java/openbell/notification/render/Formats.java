package openbell.notification.render;

import java.math.BigDecimal;
import java.util.Locale;

/// How numbers are written in a letter: the same in every language that there is, whatever the
/// machine speaks.
final class Formats {

  /// Below this a number is shown with more digits, so that it does not read as zero.
  private static final double SMALL = 1;

  private Formats() {}

  static String price(BigDecimal price) {
    return number(price.doubleValue());
  }

  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1_000) {
      return minus(String.format(Locale.ENGLISH, "%.0f", value));
    }
    return minus(String.format(Locale.ENGLISH, size < SMALL ? "%,.4f" : "%,.2f", value));
  }

  /// Units as they are, e.g. `12` or `0.25`.
  static String units(BigDecimal units) {
    BigDecimal plain = units.stripTrailingZeros();
    return minus(
        String.format(Locale.ENGLISH, "%,." + Math.clamp(plain.scale(), 0, 8) + "f", plain));
  }

  /// A ratio such as Sharpe's, to two digits; a count without any.
  static String ratio(double value) {
    boolean whole = value == Math.rint(value);
    return minus(String.format(Locale.ENGLISH, whole ? "%,.0f" : "%,.2f", value));
  }

  static String amount(double value) {
    return minus(String.format(Locale.ENGLISH, "%,.2f", value));
  }

  static String wholeAmount(double value) {
    return minus(String.format(Locale.ENGLISH, "%,.0f", value));
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
