package openbell.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import openbell.model.market.Instrument;
import openbell.model.strategy.Edit;
import openbell.model.strategy.ParamSpec;
import org.jspecify.annotations.Nullable;

/// Single JSON values against what they must be.
final class Values {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

  private Values() {}

  /// The value as `Double`, `String`, `Boolean`, `List` or `Map`; empty after a finding.
  static Optional<Object> of(JsonNode value, ParamSpec spec, String pointer, Findings findings) {
    return switch (spec.type()) {
      case NUMBER -> number(value, false, spec, pointer, findings);
      case INTEGER -> number(value, true, spec, pointer, findings);
      case TEXT, NODE -> text(value, spec, pointer, findings);
      case MARKET ->
          text(value, spec, pointer, findings)
              .filter(code -> PortfolioParser.isSymbol(String.valueOf(code), pointer, findings));
      case FLAG -> flag(value, spec, pointer, findings);
      case TEXTS -> texts(value, spec, pointer, findings);
      case WEIGHTS -> weights(value, spec, pointer, findings);
      case OBJECT -> {
        // One that is an object is read by its parts, so that this one is not.
        wrongType(value, spec, pointer, findings);
        yield Optional.empty();
      }
    };
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
      case "an array of texts" -> "[\"…\", \"…\"]";
      case "an object of numbers by symbol" -> "{\"AAPL\": 0.5}";
      case "a text", "the id of a node", "a market code" -> "it in quotes, \"…\"";
      case "a number" -> "it without quotes, e.g. 14.5";
      case "a whole number" -> "it without quotes and decimals, e.g. 14";
      default -> wanted;
    };
  }

  private static Optional<Object> text(
      JsonNode value, ParamSpec spec, String pointer, Findings findings) {
    if (!value.isTextual()) {
      wrongType(value, spec, pointer, findings);
      return Optional.empty();
    }
    String text = value.textValue();
    if (!spec.allowed().isEmpty() && !spec.allowed().contains(text)) {
      findings.unknown(
          pointer,
          Findings.quote(text) + " is not a value of " + spec.name(),
          text,
          spec.allowed());
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /// In the order of the allowed ones, each once: the order in the document has no meaning.
  private static Optional<Object> texts(
      JsonNode value, ParamSpec spec, String pointer, Findings findings) {
    if (!value.isArray() || value.isEmpty()) {
      wrongType(value, spec, pointer, findings);
      return Optional.empty();
    }
    List<Object> found = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      String at = pointer + "/" + i;
      Optional<Object> text = text(value.get(i), spec, at, findings);
      if (text.isPresent() && found.contains(text.get())) {
        findings.error(
            Findings.DUPLICATE,
            at,
            text.get() + " is in the list twice",
            "remove one of them",
            Edit.remove(at));
      }
      text.ifPresent(found::add);
    }
    return Optional.of(spec.allowed().stream().filter(found::contains).toList());
  }

  private static Optional<Object> weights(
      JsonNode value, ParamSpec spec, String pointer, Findings findings) {
    if (!value.isObject() || value.isEmpty()) {
      wrongType(value, spec, pointer, findings);
      return Optional.empty();
    }
    Map<String, Object> weights = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      String symbol = entry.getKey();
      String at = Fields.pointer(pointer, symbol);
      if (!Instrument.SYMBOL.matcher(symbol).matches()) {
        PortfolioParser.isSymbol(symbol, at, findings);
        continue;
      }
      ParamSpec weight =
          ParamSpec.number("the weight of " + symbol, -Double.MAX_VALUE, Double.MAX_VALUE);
      of(entry.getValue(), weight, at, findings).ifPresent(number -> weights.put(symbol, number));
    }
    return Optional.of(weights);
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
          "write " + CanonicalJson.number(Math.rint(number)),
          Edit.replace(pointer, Math.rint(number)));
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
          spec.name() + " must be " + spec.range(),
          future ? new Edit[] {Edit.replace(pointer, 0)} : new Edit[0]);
      return Optional.empty();
    }
    return Optional.of(number);
  }

  private static String said(double number) {
    return Double.isFinite(number) ? CanonicalJson.number(number) : "too large for any number";
  }

  private static Optional<Object> flag(
      JsonNode value, ParamSpec spec, String pointer, Findings findings) {
    if (value.isBoolean()) {
      return Optional.of(value.booleanValue());
    }
    String text = value.isTextual() ? value.textValue() : "";
    if (text.equals("true") || text.equals("false")) {
      findings.alias(
          pointer, text, text + " without quotes", Edit.replace(pointer, Boolean.valueOf(text)));
      return Optional.of(Boolean.valueOf(text));
    }
    wrongType(value, spec, pointer, findings);
    return Optional.empty();
  }

  private static void wrongType(JsonNode value, ParamSpec spec, String pointer, Findings findings) {
    String wanted = spec.type().words();
    String found = value.isContainerNode() && value.isEmpty() ? "an empty one" : kind(value);
    findings.error(
        Findings.TYPE,
        pointer,
        spec.name() + " must be " + wanted + ", not " + found,
        "write " + example(wanted),
        unquoted(value, spec, pointer));
  }

  private static Edit[] unquoted(JsonNode value, ParamSpec spec, String pointer) {
    boolean number = spec.type() == ParamSpec.Type.NUMBER || spec.type() == ParamSpec.Type.INTEGER;
    return number && value.isTextual() && NUMBER.matcher(value.textValue()).matches()
        ? new Edit[] {Edit.replace(pointer, Double.parseDouble(value.textValue()))}
        : new Edit[0];
  }
}
