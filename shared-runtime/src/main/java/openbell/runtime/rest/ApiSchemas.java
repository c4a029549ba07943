package openbell.runtime.rest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Schemas of the description: small ones, and which of them are used.
final class ApiSchemas {
  private static final String PREFIX = "#/components/schemas/";

  private ApiSchemas() {}

  static Schema text() {
    return OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING));
  }

  static Schema bytes() {
    return text().format("binary");
  }

  static Schema ref(String name) {
    return OASFactory.createSchema().ref(PREFIX + name);
  }

  static boolean isText(@Nullable Schema schema) {
    return schema != null
        && schema.getRef() == null
        && schema.getType() != null
        && schema.getType().contains(Schema.SchemaType.STRING);
  }

  /// Whether it says nothing: the scanner met a type that can hold anything.
  static boolean isUnknown(@Nullable Schema schema) {
    return schema == null || (schema.getRef() == null && schema.getType() == null);
  }

  /// Those that an operation leads to: what only pages used is gone with them.
  static Map<String, Schema> used(OpenAPI api, Map<String, Schema> all) {
    Deque<Schema> open = new ArrayDeque<>(List.of(ref("Problem")));
    api.getPaths()
        .getPathItems()
        .values()
        .forEach(item -> item.getOperations().values().forEach(one -> open.addAll(of(one))));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Schema schema = open.pop();
      String ref = schema.getRef();
      if (ref == null) {
        open.addAll(parts(schema));
      } else if (seen.add(ref)) {
        Optional.ofNullable(all.get(ref.substring(PREFIX.length()))).ifPresent(open::push);
      }
    }
    Map<String, Schema> used = new TreeMap<>(all);
    used.keySet().removeIf(name -> !seen.contains(PREFIX + name));
    return used;
  }

  private static List<Schema> of(Operation operation) {
    List<Schema> found = new ArrayList<>();
    for (Parameter parameter : ApiDocument.orNone(operation.getParameters())) {
      add(found, parameter.getSchema());
    }
    if (operation.getRequestBody() != null) {
      addAll(found, operation.getRequestBody().getContent());
    }
    operation
        .getResponses()
        .getAPIResponses()
        .values()
        .forEach(answer -> addAll(found, answer.getContent()));
    return found;
  }

  private static List<Schema> parts(Schema schema) {
    List<Schema> parts = new ArrayList<>();
    add(parts, schema.getItems());
    add(parts, schema.getAdditionalPropertiesSchema());
    if (schema.getProperties() != null) {
      parts.addAll(schema.getProperties().values());
    }
    for (@Nullable Collection<Schema> some :
        Arrays.asList(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())) {
      if (some != null) {
        parts.addAll(some);
      }
    }
    return parts;
  }

  private static void addAll(List<Schema> found, @Nullable Content content) {
    if (content != null && content.getMediaTypes() != null) {
      for (MediaType type : content.getMediaTypes().values()) {
        add(found, type.getSchema());
      }
    }
  }

  private static void add(List<Schema> found, @Nullable Schema schema) {
    if (schema != null) {
      found.add(schema);
    }
  }
}
