package openbell.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import openbell.model.strategy.ParamSpec;
import org.jspecify.annotations.Nullable;

/// One JSON object of a document and what may be in it. Null is the same as absent.
final class Fields {
  /// A pointer longer than this names the object around it instead.
  private static final int LONGEST_NAME = 100;

  private final ObjectNode object;
  private final String pointer;
  private final Findings findings;

  /// @param known every key that may occur; any other is reported here and now
  Fields(ObjectNode object, String pointer, Findings findings, String... known) {
    this.object = object;
    this.pointer = pointer;
    this.findings = findings;
    List<String> names = Arrays.asList(known);
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                findings.error(
                    Findings.UNKNOWN_KEY,
                    at(name),
                    "unknown key " + Findings.quote(name),
                    Findings.meant(name, names),
                    ParamsParser.renamed(name, names, object, pointer));
              }
            });
  }

  /// RFC 6901: `~` and `/` inside a name are written `~0` and `~1`.
  static String pointer(String parent, String name) {
    return name.length() > LONGEST_NAME
        ? parent
        : parent + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /// True when a pointer can name the key itself.
  static boolean named(String name) {
    return name.length() <= LONGEST_NAME;
  }

  String at(String name) {
    return pointer(pointer, name);
  }

  boolean has(String name) {
    return present(name) != null;
  }

  /// The value of `name`, or null when it is absent or null.
  @Nullable JsonNode present(String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  /// Reports that `name` is not there.
  void missing(String name, String hint) {
    findings.error(Findings.MISSING, pointer, Findings.quote(name) + " is missing", hint);
  }

  Optional<ObjectNode> object(String name) {
    JsonNode value = present(name);
    if (value == null || value instanceof ObjectNode) {
      return Optional.ofNullable((ObjectNode) value);
    }
    wrongType(name, "an object");
    return Optional.empty();
  }

  /// Calls `each` for every entry of the array `name`.
  void each(String name, BiConsumer<JsonNode, String> each) {
    JsonNode value = present(name);
    if (value == null) {
      return;
    }
    if (!value.isArray()) {
      wrongType(name, "an array");
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      each.accept(value.get(i), at(name) + "/" + i);
    }
  }

  Optional<String> text(String name) {
    JsonNode value = present(name);
    if (value == null || value.isTextual()) {
      return Optional.ofNullable(value).map(JsonNode::textValue);
    }
    wrongType(name, "a text");
    return Optional.empty();
  }

  double number(String name, double fallback, double least, double most) {
    return number(ParamSpec.number(name, least, most)).orElse(fallback);
  }

  int integer(String name, int fallback, int least, int most) {
    return number(ParamSpec.integer(name, least, most)).map(Double::intValue).orElse(fallback);
  }

  private Optional<Double> number(ParamSpec spec) {
    JsonNode value = present(spec.name());
    return value == null
        ? Optional.empty()
        : Values.of(value, spec, at(spec.name()), findings).map(Double.class::cast);
  }

  boolean flag(String name, boolean fallback) {
    JsonNode value = present(name);
    if (value == null) {
      return fallback;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    wrongType(name, "true or false");
    return fallback;
  }

  /// A constant of `constants` whose lower-case name is the text, e.g. `next_open`.
  <E extends Enum<E>> E choice(String name, E fallback, List<E> constants) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return fallback;
    }
    List<String> words = new ArrayList<>();
    for (E constant : constants) {
      String word = word(constant);
      if (word.equals(text.get())) {
        return constant;
      }
      words.add(word);
    }
    findings.unknown(
        at(name), Findings.quote(text.get()) + " is not a value of " + name, text.get(), words);
    return fallback;
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT);
  }

  private void wrongType(String name, String wanted) {
    findings.error(
        Findings.TYPE,
        at(name),
        name + " must be " + wanted + ", not " + Values.kind(present(name)),
        "write " + Values.example(wanted));
  }
}
