package openbell.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import openbell.model.strategy.ParamSpec;
import org.jspecify.annotations.Nullable;

/// Single JSON values against what they must be.
final class Values {
  private Values() {}

  /// The value as `Double`, `String` or `Boolean`; empty after a finding.
  static Optional<Object> of(JsonNode value, ParamSpec spec, String pointer, Findings findings) {
    Optional<Object> typed =
        switch (spec.type()) {
          case NUMBER -> number(value, false, spec, pointer, findings);
          case INTEGER -> number(value, true, spec, pointer, findings);
          case TEXT -> value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
          case FLAG -> flag(value, pointer, findings);
        };
    boolean numeric = spec.type() == ParamSpec.Type.NUMBER || spec.type() == ParamSpec.Type.INTEGER;
    if (typed.isEmpty() && !numeric) {
      wrongType(value, spec, pointer, findings);
    }
    if (typed.isPresent() && typed.get() instanceof String text && !allowed(spec, text)) {
      findings.error(
          Findings.ENUM,
          pointer,
          Findings.quote(text) + " is not a value of " + spec.name(),
          Findings.meant(text, spec.allowed()));
      return Optional.empty();
    }
    return typed;
  }

  /// What a JSON value is, as a person says it.
  static String kind(@Nullable JsonNode value) {
    if (value == null) {
      return "nothing";
    }
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case BINARY, MISSING, NULL, POJO -> "null";
    };
  }

  /// How something of this kind is written.
  static String example(String wanted) {
    return switch (wanted) {
      case "an object" -> "{ … }";
      case "an array" -> "[ … ]";
      case "a text" -> "it in quotes, \"…\"";
      case "a number" -> "it without quotes, e.g. 14.5";
      case "a whole number" -> "it without quotes and decimals, e.g. 14";
      default -> wanted;
    };
  }

  private static boolean allowed(ParamSpec spec, String text) {
    return spec.allowed().isEmpty() || spec.allowed().contains(text);
  }

  private static Optional<Object> number(
      JsonNode value, boolean whole, ParamSpec spec, String pointer, Findings findings) {
    if (!value.isNumber()) {
      wrongType(value, spec, pointer, findings);
      return Optional.empty();
    }
    double number = value.doubleValue() == 0 ? 0 : value.doubleValue();
    if (Double.isFinite(number) && whole && number != Math.rint(number)) {
      findings.error(
          Findings.TYPE,
          pointer,
          spec.name() + " must be a whole number, not " + CanonicalJson.number(number),
          "write " + CanonicalJson.number(Math.rint(number)));
      return Optional.empty();
    }
    if (!Double.isFinite(number) || !spec.admits(number)) {
      boolean future = spec.name().equals("lag") && number < 0;
      findings.error(
          future ? "V108" : Findings.RANGE,
          pointer,
          future
              ? "a negative lag would read future bars"
              : spec.name() + " is out of range: " + said(number),
          spec.name() + " must be " + spec.range());
      return Optional.empty();
    }
    return Optional.of(number);
  }

  private static String said(double number) {
    return Double.isFinite(number) ? CanonicalJson.number(number) : "too large for any number";
  }

  private static Optional<Object> flag(JsonNode value, String pointer, Findings findings) {
    if (value.isBoolean()) {
      return Optional.of(value.booleanValue());
    }
    String text = value.isTextual() ? value.textValue() : "";
    if (text.equals("true") || text.equals("false")) {
      findings.alias(pointer, text, text + " without quotes");
      return Optional.of(Boolean.valueOf(text));
    }
    return Optional.empty();
  }

  private static void wrongType(JsonNode value, ParamSpec spec, String pointer, Findings findings) {
    String wanted = spec.type().words();
    findings.error(
        Findings.TYPE,
        pointer,
        spec.name() + " must be " + wanted + ", not " + kind(value),
        "write " + example(wanted));
  }
}
