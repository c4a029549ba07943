package openbell.model.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import openbell.model.strategy.EngineLimits;
import org.jspecify.annotations.Nullable;

/// Bytes to a JSON tree. Unlike an ordinary reader it goes on after a key that occurs twice, so
/// that
/// everything can be reported at once.
final class DocumentReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(WireJson.DEEPEST)
                  .maxNumberLength(100)
                  .maxStringLength(EngineLimits.DOCUMENT_BYTES)
                  .build())
          .build();

  private final Findings findings;

  DocumentReader(Findings findings) {
    this.findings = findings;
  }

  /// The tree, or null when there is none to speak of; then there is a finding that says why.
  @Nullable ObjectNode read(byte[] bytes) {
    String text = decode(bytes);
    if (text == null) {
      return null;
    }
    try (JsonParser in = FACTORY.createParser(text)) {
      if (in.nextToken() == null) {
        unreadable("the document is empty", "send a portfolio document as JSON");
        return null;
      }
      JsonNode root = value(in, "");
      if (in.nextToken() != null) {
        unreadable(
            "something follows the end of the document" + at(in.currentLocation()),
            "send one JSON object and nothing after it");
        return null;
      }
      if (root instanceof ObjectNode object) {
        return object;
      }
      findings.error(
          Findings.TYPE, "", "a document is a JSON object", "start it with { and end it with }");
    } catch (StreamConstraintsException e) {
      findings.error(
          Findings.SIZE,
          "",
          "the document nests too deep or holds an overlong number" + at(e.getLocation()),
          "nest at most "
              + EngineLimits.NESTING
              + " nodes and write numbers of at most 100 digits");
    } catch (JsonProcessingException e) {
      unreadable(
          "this is not JSON" + at(e.getLocation()) + ": " + reason(e),
          "check for a missing comma, quote or bracket there");
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
    return null;
  }

  private @Nullable String decode(byte[] bytes) {
    if (bytes.length > EngineLimits.DOCUMENT_BYTES) {
      findings.error(
          Findings.SIZE,
          "",
          "the document has " + bytes.length + " bytes",
          "at most " + EngineLimits.DOCUMENT_BYTES + " are read");
      return null;
    }
    if (looksLikeUtf16(bytes)) {
      unreadable("the document is not in UTF-8 but in UTF-16 or UTF-32", "save it as UTF-8");
      return null;
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      if (text.startsWith("\uFEFF")) {
        unreadable(
            "the document starts with a byte order mark", "save it as UTF-8 without that mark");
        return null;
      }
      return text;
    } catch (CharacterCodingException _) {
      unreadable("the document is not in UTF-8", "save it as UTF-8");
      return null;
    }
  }

  private static boolean looksLikeUtf16(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    return (first == 0xFE && second == 0xFF)
        || (first == 0xFF && second == 0xFE)
        || first == 0
        || second == 0;
  }

  private JsonNode value(JsonParser in, String pointer) throws IOException {
    JsonToken token = in.currentToken();
    return switch (token) {
      case START_OBJECT -> object(in, pointer);
      case START_ARRAY -> array(in, pointer);
      case VALUE_STRING -> NODES.textNode(in.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          NODES.numberNode(Double.parseDouble(in.getText()));
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  private ObjectNode object(JsonParser in, String pointer) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      String inner = Fields.pointer(pointer, name);
      in.nextToken();
      JsonNode value = value(in, inner);
      if (object.has(name)) {
        findings.error(
            Findings.DUPLICATE,
            inner,
            Findings.quote(name) + " occurs twice in one object",
            "keep one of them");
      } else {
        object.set(name, value);
      }
    }
    return object;
  }

  private ArrayNode array(JsonParser in, String pointer) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(in, pointer + "/" + array.size()));
    }
    return array;
  }

  private void unreadable(String message, String hint) {
    findings.error(Findings.UNREADABLE, "", message, hint);
  }

  /// The parser's own words without its advice; a part of the document in them is made harmless.
  private static String reason(JsonProcessingException e) {
    String words = Objects.requireNonNullElse(e.getOriginalMessage(), "");
    // What follows names the parser's own settings and places, not the reader's mistake.
    String own = words.split(" \\(start marker| at \\[Source", 2)[0];
    int end = own.indexOf("): ");
    String first = end < 0 ? own : own.substring(0, end + 1);
    return SafeText.harmless(first.substring(0, Math.min(120, first.length())));
  }

  private static String at(@Nullable JsonLocation place) {
    return place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
  }
}
