package openbell.model.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import openbell.model.hash.Sha256;
import openbell.model.record.ForwardEntry;
import openbell.model.record.ForwardLine;

/// The forward record as JSON lines.
///
/// A line is the entry in canonical form (keys sorted, no white space, prices as texts) with one
/// field more: `hash`, the SHA-256 of the line without that field. So a line can be checked with
/// any JSON tool that sorts keys: `jq -cjS 'del(.hash)' | sha256sum`.
public final class RecordCodec {
  private static final String HASH = "hash";

  private final JsonMapper json =
      WireJson.messages()
          .rebuild()
          .annotationIntrospector(new RequiredParts(true))
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /// The text that is hashed.
  public String text(ForwardEntry entry) {
    return CanonicalJson.text(json.valueToTree(entry));
  }

  /// 64 hex digits.
  public String hash(ForwardEntry entry) {
    return Sha256.hex(text(entry));
  }

  /// A line of an export, without its end.
  ///
  /// @param text of the entry
  /// @param hash as it is stored, right or wrong
  public String line(String text, String hash) {
    ObjectNode tree = tree(text);
    tree.put(HASH, hash);
    return CanonicalJson.text(tree);
  }

  /// Reads a line of an export; the hash is computed of what was read, unknown fields included.
  ///
  /// @throws IllegalArgumentException when it is not an entry; its message is half a sentence
  public ForwardLine read(String line) {
    ObjectNode tree = tree(line);
    JsonNode stated = tree.remove(HASH);
    return new ForwardLine(
        entry(tree), stated == null ? "" : stated.asText(), Sha256.hex(CanonicalJson.text(tree)));
  }

  /// Reads an entry as it is stored.
  ///
  /// @param text of the entry; another spelling of the same values is another hash
  /// @throws IllegalArgumentException when it is not an entry
  public ForwardLine read(String text, String hash) {
    return new ForwardLine(entry(tree(text)), hash, Sha256.hex(text));
  }

  private ForwardEntry entry(ObjectNode tree) {
    try {
      return json.treeToValue(tree, ForwardEntry.class);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IllegalArgumentException("it is not an entry of a forward record", e);
    }
  }

  private ObjectNode tree(String text) {
    try {
      if (json.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is not JSON", e);
    }
    throw new IllegalArgumentException("it is not a JSON object");
  }
}
