package openbell.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A document as it was written: on which line a place stands, and what stands there.
final class DocumentText {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final JsonFactory FACTORY = new JsonFactory();

  /// Longest piece that is shown again.
  private static final int LONGEST = 72;

  private final JsonNode tree;
  private final Map<String, Integer> lines = new HashMap<>();

  private DocumentText(JsonNode tree) {
    this.tree = tree;
  }

  /// Never fails: of a text that is not JSON, only the places before the mistake are known.
  static DocumentText of(byte[] bytes) {
    DocumentText text = new DocumentText(tree(bytes));
    try (JsonParser in = FACTORY.createParser(bytes)) {
      if (in.nextToken() != null) {
        text.value(in, "");
      }
    } catch (IOException _) {
      return text;
    }
    return text;
  }

  private static JsonNode tree(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException _) {
      return JSON.missingNode();
    }
  }

  /// The line of a JSON pointer, counted from 1; of its nearest surrounding place when there is
  /// nothing at the pointer itself.
  Optional<Integer> line(String pointer) {
    for (String at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      if (lines.containsKey(at)) {
        return Optional.of(lines.get(at));
      }
    }
    return Optional.empty();
  }

  /// What stands at a JSON pointer, when it is short enough to be shown.
  Optional<String> piece(String pointer) {
    JsonNode found = tree.at(pointer);
    String text = found.isMissingNode() || pointer.isEmpty() ? "" : found.toString();
    return text.isEmpty() || text.length() > LONGEST ? Optional.empty() : Optional.of(text);
  }

  private void value(JsonParser in, String pointer) throws IOException {
    lines.putIfAbsent(pointer, in.currentTokenLocation().getLineNr());
    if (in.currentToken() == JsonToken.START_OBJECT) {
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName().replace("~", "~0").replace("/", "~1");
        in.nextToken();
        value(in, pointer + "/" + name);
      }
    } else if (in.currentToken() == JsonToken.START_ARRAY) {
      for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
        value(in, pointer + "/" + i);
      }
    }
  }
}
