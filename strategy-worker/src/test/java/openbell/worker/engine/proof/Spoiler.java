package openbell.worker.engine.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Spoils documents: something is left out, doubled, of another type, huge, nested or odd.
final class Spoiler {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "null",
          "NaN",
          "../../etc/passwd",
          "a\u0000b",
          "\u202Eevil",
          "\uD83D\uDCC8",
          "\uD800",
          "e\u0301",
          "\u0130",
          "{\"ref\": \"x\"}",
          "%s %n $1",
          "x".repeat(300));
  private static final List<JsonNode> NUMBERS =
      List.of(
          JSON.numberNode(0),
          JSON.numberNode(-1),
          JSON.numberNode(-0.0),
          JSON.numberNode(1),
          JSON.numberNode(2_000),
          JSON.numberNode(0.5),
          JSON.numberNode(Integer.MAX_VALUE),
          JSON.numberNode(Integer.MIN_VALUE),
          JSON.numberNode(Long.MAX_VALUE),
          JSON.numberNode(BigInteger.TEN.pow(40)),
          JSON.numberNode(1e15),
          JSON.numberNode(1e308),
          JSON.numberNode(4.9e-324),
          JSON.numberNode(new BigDecimal("1e-500")),
          JSON.numberNode(new BigDecimal("1e500")));

  private final SplittableRandom random;

  Spoiler(SplittableRandom random) {
    this.random = random;
  }

  /// One to three changes of the tree; sometimes none.
  ObjectNode tree(ObjectNode document) {
    ObjectNode spoilt = document.deepCopy();
    for (int i = random.nextInt(4); i > 0; i--) {
      List<JsonNode> holders = new ArrayList<>();
      holders(spoilt, holders);
      spoil(holders.get(random.nextInt(holders.size())), holders);
    }
    return spoilt;
  }

  /// The document as text, sometimes with a wound in it.
  byte[] bytes(ObjectNode document) {
    byte[] bytes = document.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(8) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static void holders(JsonNode json, List<JsonNode> found) {
    if (json.isContainerNode() && !json.isEmpty()) {
      found.add(json);
    }
    json.forEach(inner -> holders(inner, found));
  }

  private void spoil(JsonNode holder, List<JsonNode> others) {
    if (holder instanceof ObjectNode object) {
      List<Map.Entry<String, JsonNode>> fields = List.copyOf(object.properties());
      Map.Entry<String, JsonNode> field = fields.get(random.nextInt(fields.size()));
      switch (random.nextInt(6)) {
        case 0 -> object.remove(field.getKey());
        case 1 -> object.set(field.getKey() + "x", field.getValue());
        case 2 -> object.set(TEXTS.get(random.nextInt(TEXTS.size())), field.getValue());
        default -> object.set(field.getKey(), other(field.getValue(), others));
      }
    } else if (holder instanceof ArrayNode array) {
      int at = random.nextInt(array.size());
      switch (random.nextInt(4)) {
        case 0 -> array.remove(at);
        case 1 -> array.add(array.get(at).deepCopy());
        default -> array.set(at, other(array.get(at), others));
      }
    }
  }

  private JsonNode other(JsonNode value, List<JsonNode> others) {
    return switch (random.nextInt(8)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
      case 3 -> JSON.textNode(value.asText());
      case 4 -> others.get(random.nextInt(others.size())).deepCopy();
      case 5 -> nested(value);
      default -> NUMBERS.get(random.nextInt(NUMBERS.size()));
    };
  }

  private JsonNode nested(JsonNode value) {
    JsonNode nested = value.deepCopy();
    for (int i = random.nextInt(40); i > 0; i--) {
      ObjectNode around = JSON.objectNode().put("type", random.nextBoolean() ? "Not" : "SMA");
      around.putArray("inputs").add(nested);
      nested = around;
    }
    return nested;
  }
}
