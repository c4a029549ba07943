package openbell.model.strategy;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a parameter of a primitive may be.
///
/// @param fallback value when it is not given; null when there is none
/// @param required true: a document without it is refused
/// @param least smallest number allowed
/// @param most largest number allowed
/// @param aboveLeast true: the number must be greater than `least`
/// @param allowed the texts that are allowed; empty for numbers, flags and free text
public record ParamSpec(
    String name,
    Type type,
    @Nullable Object fallback,
    boolean required,
    double least,
    double most,
    boolean aboveLeast,
    List<String> allowed) {

  /// What kind of JSON value a parameter is.
  public enum Type {
    NUMBER,
    INTEGER,
    TEXT,
    FLAG;

    /// As a person says it.
    public String words() {
      return switch (this) {
        case NUMBER -> "a number";
        case INTEGER -> "a whole number";
        case TEXT -> "a text";
        case FLAG -> "true or false";
      };
    }
  }

  public ParamSpec {
    allowed = List.copyOf(allowed);
  }

  static ParamSpec integer(String name, int fallback, int least, int most) {
    return new ParamSpec(
        name, Type.INTEGER, (double) fallback, false, least, most, false, List.of());
  }

  static ParamSpec number(String name, double fallback, double least, double most) {
    return new ParamSpec(name, Type.NUMBER, fallback, false, least, most, false, List.of());
  }

  static ParamSpec requiredNumber(String name, double least, double most) {
    return new ParamSpec(name, Type.NUMBER, null, true, least, most, false, List.of());
  }

  static ParamSpec flag(String name, boolean fallback) {
    return new ParamSpec(name, Type.FLAG, fallback, false, 0, 0, false, List.of());
  }

  static ParamSpec choice(String name, String fallback, List<String> allowed) {
    return new ParamSpec(name, Type.TEXT, fallback, false, 0, 0, false, allowed);
  }

  /// The same, where `least` itself is not allowed.
  ParamSpec aboveZero() {
    return new ParamSpec(name, type, fallback, required, 0, most, true, allowed);
  }

  /// The same, without a value when it is not given.
  ParamSpec optional() {
    return new ParamSpec(name, type, null, false, least, most, aboveLeast, allowed);
  }

  /// The same, refused when it is not given.
  ParamSpec demanded() {
    return new ParamSpec(name, type, null, true, least, most, aboveLeast, allowed);
  }

  /// True when `number` is inside the range.
  public boolean admits(double number) {
    return number <= most && (aboveLeast ? number > least : number >= least);
  }

  /// The range as a person says it.
  public String range() {
    return String.format(
        Locale.ROOT,
        "%s %s and at most %s",
        aboveLeast ? "above" : "at least",
        say(least),
        say(most));
  }

  private static String say(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
