package openbell.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One operation of the API as `docs/openapi.json` describes it.
///
/// @param description the operation's own part of the document
record Operation(String method, String path, JsonNode description) {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

  static JsonNode document() {
    try {
      return JSON.readTree(Files.readAllBytes(House.ROOT.resolve("docs/openapi.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    document()
        .get("paths")
        .properties()
        .forEach(
            path ->
                METHODS.forEach(
                    method -> {
                      if (path.getValue().has(method)) {
                        all.add(
                            new Operation(
                                method.toUpperCase(Locale.ROOT),
                                path.getKey(),
                                path.getValue().get(method)));
                      }
                    }));
    return all;
  }

  String id() {
    return description.path("operationId").asText();
  }

  boolean open() {
    return description.has("security") && description.get("security").isEmpty();
  }

  boolean operatorsOnly() {
    return description.path("x-openbell-operators").asBoolean();
  }

  /// What each parameter of the path stands behind, e.g. `portfolios.id`, in the order of the path.
  List<String> places() {
    List<String> places = new ArrayList<>();
    String word = "";
    for (String part : path.split("/", -1)) {
      Matcher parameter = PARAMETER.matcher(part);
      if (parameter.matches()) {
        places.add(word + "." + parameter.group(1));
      } else {
        word = part;
      }
    }
    return places;
  }

  /// The path with its parameters filled in, in their order.
  String fill(List<String> values) {
    String filled = path;
    for (String value : values) {
      filled = filled.replaceFirst("\\{[^}]+}", Matcher.quoteReplacement(value));
    }
    return filled;
  }

  /// The first media type of its body; empty when it has none.
  String bodyType() {
    var types = description.path("requestBody").path("content").fieldNames();
    return types.hasNext() ? types.next() : "";
  }

  JsonNode bodySchema() {
    return description.path("requestBody").path("content").path(bodyType()).path("schema");
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
