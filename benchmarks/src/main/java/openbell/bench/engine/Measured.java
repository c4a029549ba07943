package openbell.bench.engine;

import java.util.Locale;

/// A mean and half the width of its 99.9 % confidence interval, as JMH reports them.
record Measured(double value, double error) {

  /// Of two independent measurements, with the relative errors added as squares.
  Measured dividedBy(Measured other) {
    double quotient = value / other.value;
    return new Measured(quotient, quotient * Math.hypot(error / value, other.error / other.value));
  }

  /// For a value of the same relative error.
  Measured as(double newValue) {
    return new Measured(newValue, newValue * error / value);
  }

  String in(String unit) {
    return number(value) + " ± " + number(error) + " " + unit;
  }

  /// A time in seconds, in the unit that suits it.
  String time() {
    if (value < 1e-3) {
      return as(value * 1e6).in("µs");
    }
    return value < 1 ? as(value * 1e3).in("ms") : in("s");
  }

  static String number(double value) {
    String pattern = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, pattern, value);
  }
}
