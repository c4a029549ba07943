package openbell.model.strategy;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a parameter of a primitive may be.
///
/// @param fallback value when it is not given; null when there is none
/// @param required true: a document without it is refused
/// @param nullable true: an explicit null means something else than leaving the parameter out; it
/// is
///     kept as {@link #NULL}
/// @param least smallest number allowed
/// @param most largest number allowed
/// @param aboveLeast true: the number must be greater than `least`
/// @param allowed the texts that are allowed; empty for numbers, flags and free text
/// @param parts what is inside an object; empty for everything else
/// @param description one sentence for the reference and for editors
public record ParamSpec(
    String name,
    Type type,
    @Nullable Object fallback,
    boolean required,
    boolean nullable,
    double least,
    double most,
    boolean aboveLeast,
    List<String> allowed,
    List<ParamSpec> parts,
    String description) {

  /// How an explicit null is kept where it has a meaning of its own.
  public static final String NULL = "null";

  /// What kind of JSON value a parameter is.
  public enum Type {
    NUMBER,
    INTEGER,
    TEXT,
    FLAG,
    /// The id of a node that gives numbers.
    NODE,
    /// A market-wide code such as an index.
    MARKET,
    /// A list of texts without repetition; its order has no meaning.
    TEXTS,
    /// Numbers by symbol.
    WEIGHTS,
    /// An object with parts of its own.
    OBJECT;

    /// As a person says it.
    public String words() {
      return switch (this) {
        case NUMBER -> "a number";
        case INTEGER -> "a whole number";
        case TEXT -> "a text";
        case FLAG -> "true or false";
        case NODE -> "the id of a node";
        case MARKET -> "a market code";
        case TEXTS -> "an array of texts";
        case WEIGHTS -> "an object of numbers by symbol";
        case OBJECT -> "an object";
      };
    }
  }

  public ParamSpec {
    allowed = List.copyOf(allowed);
    parts = List.copyOf(parts);
  }

  private static ParamSpec of(String name, Type type, @Nullable Object fallback) {
    return new ParamSpec(name, type, fallback, false, false, 0, 0, false, List.of(), List.of(), "");
  }

  /// Without a default; see {@link #or}.
  public static ParamSpec integer(String name, int least, int most) {
    return of(name, Type.INTEGER, null).within(least, most);
  }

  /// Without a default; see {@link #or}.
  public static ParamSpec number(String name, double least, double most) {
    return of(name, Type.NUMBER, null).within(least, most);
  }

  static ParamSpec flag(String name, boolean fallback) {
    return of(name, Type.FLAG, fallback);
  }

  static ParamSpec choice(String name, String fallback, List<String> allowed) {
    return of(name, Type.TEXT, fallback).among(allowed);
  }

  /// A choice without a default.
  static ParamSpec choice(String name, List<String> allowed) {
    return of(name, Type.TEXT, null).among(allowed);
  }

  static ParamSpec choices(String name, List<String> allowed) {
    return of(name, Type.TEXTS, null).among(allowed);
  }

  static ParamSpec node(String name) {
    return of(name, Type.NODE, null);
  }

  static ParamSpec market(String name) {
    return of(name, Type.MARKET, null);
  }

  static ParamSpec weights(String name) {
    return of(name, Type.WEIGHTS, null);
  }

  static ParamSpec object(String name, Object fallback, List<ParamSpec> parts) {
    ParamSpec spec = of(name, Type.OBJECT, fallback);
    return new ParamSpec(
        name, spec.type, fallback, false, false, 0, 0, false, List.of(), parts, "");
  }

  private ParamSpec within(double newLeast, double newMost) {
    return new ParamSpec(
        name,
        type,
        fallback,
        required,
        nullable,
        newLeast,
        newMost,
        false,
        allowed,
        parts,
        description);
  }

  private ParamSpec among(List<String> texts) {
    return new ParamSpec(
        name,
        type,
        fallback,
        required,
        nullable,
        least,
        most,
        aboveLeast,
        texts,
        parts,
        description);
  }

  /// The same, with a value when it is not given.
  ParamSpec or(double number) {
    return new ParamSpec(
        name, type, number, false, nullable, least, most, aboveLeast, allowed, parts, description);
  }

  /// The same, where `least` itself is not allowed.
  ParamSpec aboveZero() {
    return new ParamSpec(
        name, type, fallback, required, nullable, 0, most, true, allowed, parts, description);
  }

  /// The same, refused when it is not given.
  ParamSpec demanded() {
    return new ParamSpec(
        name, type, null, true, nullable, least, most, aboveLeast, allowed, parts, description);
  }

  /// The same, where null has a meaning of its own.
  ParamSpec orNull() {
    return new ParamSpec(
        name, type, fallback, required, true, least, most, aboveLeast, allowed, parts, description);
  }

  ParamSpec says(String sentence) {
    return new ParamSpec(
        name,
        type,
        fallback,
        required,
        nullable,
        least,
        most,
        aboveLeast,
        allowed,
        parts,
        sentence);
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
