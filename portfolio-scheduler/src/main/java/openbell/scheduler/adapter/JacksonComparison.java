package openbell.scheduler.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import openbell.scheduler.dispatch.DocumentComparison;
import org.jspecify.annotations.Nullable;

/// Compares documents as trees of JSON.
public final class JacksonComparison implements DocumentComparison {
  /// Numbers stay as they were written.
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

  private static final int MOST = 500;

  @Override
  public Map<String, Object> members(String document) {
    return MAPPER.convertValue(tree(document), MEMBERS);
  }

  @Override
  public List<DocumentChange> between(String before, String after) {
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
      found.add(new DocumentChange(at, plain(before), plain(after)));
    }
  }

  private static @Nullable Object plain(@Nullable JsonNode node) {
    return node == null ? null : MAPPER.convertValue(node, Object.class);
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
