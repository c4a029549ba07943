package openbell.notification.deliver;

import java.util.OptionalDouble;

/// How many mails a second the operator allows.
///
/// @param perSecond more than 0, or empty for as many as the provider takes
public record SendPace(OptionalDouble perSecond) {
  private static final String UNLIMITED = "unlimited";

  public static final SendPace NO_LIMIT = new SendPace(OptionalDouble.empty());

  /// Reads a setting: a number, or `unlimited`.
  ///
  /// @throws IllegalArgumentException naming what may stand there
  public static SendPace of(String text) {
    if (text.strip().equalsIgnoreCase(UNLIMITED)) {
      return NO_LIMIT;
    }
    try {
      double rate = Double.parseDouble(text.strip());
      if (rate > 0 && rate <= 1_000_000) {
        return new SendPace(OptionalDouble.of(rate));
      }
    } catch (NumberFormatException _) {
      // Said below, with what may stand there.
    }
    throw new IllegalArgumentException(
        "sends-per-second is a number above 0 and at most 1000000, or unlimited; it is " + text);
  }

  /// The lower of the two.
  SendPace atMost(double other) {
    return new SendPace(
        OptionalDouble.of(
            perSecond.isPresent() ? Math.min(perSecond.getAsDouble(), other) : other));
  }

  @Override
  public String toString() {
    return perSecond.isPresent() ? Double.toString(perSecond.getAsDouble()) : UNLIMITED;
  }
}
