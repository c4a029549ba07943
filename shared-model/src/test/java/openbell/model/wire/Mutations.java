package openbell.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random changes of a JSON tree: values exchanged, keys lost, misspelt or added, entries repeated.
final class Mutations {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> TEXTS =
      List.of(
          "", "SMA", "And", "Close", "slow", "true", "x", "XNYS", "none", "TargetWeightStrategy");
  private static final List<String> KEYS =
      List.of("period", "id", "type", "field", "inputs", "params", "x", "name", "window");

  private Mutations() {}

  static void mutate(JsonNode document, Random random, int times) {
    for (int i = 0; i < times; i++) {
      List<JsonNode> containers = new ArrayList<>();
      collect(document, containers);
      switch (containers.get(random.nextInt(containers.size()))) {
        case ObjectNode object -> mutate(object, random);
        case ArrayNode array -> mutate(array, random);
        default -> throw new AssertionError("not a container");
      }
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static void mutate(ObjectNode object, Random random) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty()) {
      object.set(pick(KEYS, random), value(random));
      return;
    }
    String name = pick(names, random);
    switch (random.nextInt(5)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(pick(KEYS, random), value(random));
      case 2 -> object.set(pick(KEYS, random), object.remove(name));
      default -> object.set(name, value(random));
    }
  }

  private static void mutate(ArrayNode array, Random random) {
    if (array.isEmpty() || random.nextInt(4) == 0) {
      array.add(value(random));
      return;
    }
    int at = random.nextInt(array.size());
    switch (random.nextInt(3)) {
      case 0 -> array.remove(at);
      case 1 -> array.add(array.get(at).deepCopy());
      default -> array.set(at, value(random));
    }
  }

  private static JsonNode value(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextInt(-3, 400));
      case 3 -> NODES.numberNode(random.nextDouble() * 100);
      case 4 -> NODES.arrayNode();
      case 5 -> NODES.objectNode();
      default -> NODES.textNode(pick(TEXTS, random));
    };
  }

  private static String pick(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }
}
