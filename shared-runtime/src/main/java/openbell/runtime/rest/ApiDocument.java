package openbell.runtime.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;

/// Makes the description of the API out of what was found in the resources, while the program is
/// built: only `/api/v1`, with what all operations have in common.
///
/// Pages and hooks are not part of it. Names follow from method and path (see {@link
/// OperationNames}), so that a class may be called what it likes.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDocument implements OASFilter {
  static final String API = "/api/v1/";
  static final String SECURITY = "apiKey";

  @Override
  public void filterOpenAPI(OpenAPI api) {
    api.setServers(null);
    api.setTags(null);
    Paths paths = OASFactory.createPaths();
    apiPaths(api).forEach(paths::addPathItem);
    api.setPaths(paths);
    api.getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach(
                        (method, operation) ->
                            new ApiOperation(path, method, operation).complete()));
    Components components =
        api.getComponents() == null ? OASFactory.createComponents() : api.getComponents();
    api.setComponents(components);
    Map<String, Schema> schemas = new TreeMap<>();
    if (components.getSchemas() != null) {
      components.getSchemas().forEach((name, schema) -> schemas.put(name, plain(schema)));
    }
    ApiCommons.addTo(schemas);
    components.setSchemas(new LinkedHashMap<>(ApiSchemas.used(api, schemas)));
    components.setResponses(ApiCommons.responses());
    components.setHeaders(ApiCommons.headers());
    components.setSecuritySchemes(Map.of(SECURITY, securityScheme()));
  }

  private static Map<String, PathItem> apiPaths(OpenAPI api) {
    Map<String, PathItem> kept = new TreeMap<>();
    if (api.getPaths() != null && api.getPaths().getPathItems() != null) {
      api.getPaths()
          .getPathItems()
          .forEach(
              (path, item) -> {
                if (path.startsWith(API)) {
                  kept.put(path, item);
                }
              });
    }
    return new LinkedHashMap<>(kept);
  }

  /// Ids are records of one text, and plain strings in JSON.
  private static Schema plain(Schema schema) {
    Map<String, Schema> properties = schema.getProperties();
    if (properties != null
        && properties.size() == 1
        && properties.containsKey("value")
        && ApiSchemas.isText(properties.get("value"))) {
      return ApiSchemas.text().description(schema.getDescription());
    }
    return schema;
  }

  private static SecurityScheme securityScheme() {
    return OASFactory.createSecurityScheme()
        .type(SecurityScheme.Type.HTTP)
        .scheme("bearer")
        .description("An API key, `ob_live_…`: send it with `Authorization: Bearer ob_live_…`.");
  }

  /// A copy that can be changed; empty when there is no list.
  static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? new ArrayList<>() : new ArrayList<>(list);
  }
}
