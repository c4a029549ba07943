package openbell.scheduler.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One place where two documents are different.
///
/// @param pointer JSON pointer (RFC 6901) of the place
/// @param before what stood there; absent when nothing did
/// @param after what stands there; absent when nothing does
public record DocumentChange(
    String pointer,
    @Schema(implementation = Object.class) @Nullable JsonNode before,
    @Schema(implementation = Object.class) @Nullable JsonNode after) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /// More is not read by anybody.
  private static final int MOST = 500;

  /// In the order of the earlier document; at most 500.
  static List<DocumentChange> between(String before, String after) {
    List<DocumentChange> changes = new ArrayList<>();
    compare("", tree(before), tree(after), changes);
    return changes;
  }

  private static JsonNode tree(String document) {
    try {
      return MAPPER.readTree(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored document is JSON", e);
    }
  }

  private static void compare(
      String at, @Nullable JsonNode before, @Nullable JsonNode after, List<DocumentChange> found) {
    if (found.size() >= MOST || (before != null && before.equals(after))) {
      return;
    }
    if (before != null && after != null && before.isObject() && after.isObject()) {
      for (String name : names(before, after)) {
        compare(at + "/" + escaped(name), before.get(name), after.get(name), found);
      }
    } else if (before != null && after != null && before.isArray() && after.isArray()) {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        compare(at + "/" + i, before.get(i), after.get(i), found);
      }
    } else {
      found.add(new DocumentChange(at, before, after));
    }
  }

  private static Set<String> names(JsonNode before, JsonNode after) {
    Set<String> names = new LinkedHashSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
