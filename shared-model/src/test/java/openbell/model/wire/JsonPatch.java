package openbell.model.wire;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import openbell.model.strategy.Edit;

/// Applies the fix of a finding the way any JSON Patch library would; an edit that does not fit is
/// an
/// error.
final class JsonPatch {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JsonPatch() {}

  static byte[] apply(byte[] document, List<Edit> fix) throws java.io.IOException {
    JsonNode tree = JSON.readTree(document);
    for (Edit edit : fix) {
      apply(tree, edit);
    }
    return JSON.writeValueAsString(tree).getBytes(StandardCharsets.UTF_8);
  }

  private static void apply(JsonNode tree, Edit edit) {
    switch (edit.op()) {
      case "add" -> add(tree, edit.path(), JSON.valueToTree(edit.value()));
      case "remove" -> remove(tree, edit.path());
      case "replace" -> {
        remove(tree, edit.path());
        add(tree, edit.path(), JSON.valueToTree(edit.value()));
      }
      case "move" -> add(tree, edit.path(), remove(tree, String.valueOf(edit.from())));
      default -> throw new AssertionError("no such operation: " + edit);
    }
  }

  private static void add(JsonNode tree, String path, JsonNode value) {
    JsonPointer pointer = JsonPointer.compile(path);
    String name = pointer.last().getMatchingProperty();
    switch (tree.at(pointer.head())) {
      case ObjectNode object -> object.set(name, value);
      case ArrayNode array when name.equals("-") -> array.add(value);
      case ArrayNode array -> array.insert(Integer.parseInt(name), value);
      default -> throw new AssertionError("nothing to add to at " + path);
    }
  }

  private static JsonNode remove(JsonNode tree, String path) {
    JsonPointer pointer = JsonPointer.compile(path);
    String name = pointer.last().getMatchingProperty();
    JsonNode removed =
        switch (tree.at(pointer.head())) {
          case ObjectNode object -> object.remove(name);
          case ArrayNode array -> array.remove(Integer.parseInt(name));
          default -> null;
        };
    if (removed == null) {
      throw new AssertionError("nothing to remove at " + path);
    }
    return removed;
  }
}
