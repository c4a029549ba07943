package openbell.runtime.rest;

import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jspecify.annotations.Nullable;

/// One operation of the API, and what its resource does not say by itself.
final class ApiOperation {
  /// True where owners who are no operators are refused with 403.
  static final String OPERATORS = "x-openbell-operators";

  private static final String ANY = "*/*";
  private static final String KEY = "Idempotency-Key";

  private final String path;
  private final HttpMethod method;
  private final Operation operation;
  private final @Nullable Method source;

  ApiOperation(String path, HttpMethod method, Operation operation) {
    this.path = path;
    this.method = method;
    this.operation = operation;
    this.source = source(operation.getOperationId());
  }

  /// The method that was found: until here an id is `package.Class_method`.
  private static @Nullable Method source(@Nullable String id) {
    int end = id == null ? -1 : id.lastIndexOf('_');
    if (id == null || end < 0) {
      return null;
    }
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      String name = id.substring(end + 1);
      return Arrays.stream(Class.forName(id.substring(0, end), false, loader).getDeclaredMethods())
          .filter(one -> one.getName().equals(name))
          .findFirst()
          .orElse(null);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("no class behind the operation " + id, e);
    }
  }

  void complete() {
    operation.setOperationId(OperationNames.of(method.name(), path));
    operation.setTags(List.of(OperationNames.tag(path)));
    boolean open = isMarked(OpenToAll.class);
    operation.setSecurity(
        new ArrayList<>(
            open
                ? List.of()
                : List.of(OASFactory.createSecurityRequirement().addScheme(ApiDocument.SECURITY))));
    if (isMarked(OperatorsOnly.class)) {
      operation.addExtension(OPERATORS, true);
    }
    body();
    if (method == HttpMethod.POST) {
      idempotencyKey();
    }
    answers(open);
  }

  // Compared by name: the class was found by another loader.
  private boolean isMarked(Class<?> mark) {
    return source != null
        && (Arrays.stream(source.getAnnotations())
                .anyMatch(one -> one.annotationType().getName().equals(mark.getName()))
            || Arrays.stream(source.getDeclaringClass().getAnnotations())
                .anyMatch(one -> one.annotationType().getName().equals(mark.getName())));
  }

  /// Documents are read as bytes: their form is told elsewhere.
  private void body() {
    if (operation.getRequestBody() != null && operation.getRequestBody().getContent() != null) {
      Content content = operation.getRequestBody().getContent();
      content.removeMediaType(ANY);
      types(content).forEach((type, media) -> form(type, media, ApiCommons.DOCUMENT));
      if (types(content).isEmpty()) {
        operation.setRequestBody(null);
      }
    }
  }

  /// @param json the form of what is JSON and says no more
  private static void form(String type, MediaType media, String json) {
    if (ApiSchemas.isUnknown(media.getSchema()) || ApiSchemas.isText(media.getSchema())) {
      media.setSchema(
          type.endsWith("json") && !type.endsWith("ndjson")
              ? ApiSchemas.ref(json)
              : type.startsWith("text/") || type.endsWith("ndjson")
                  ? ApiSchemas.text()
                  : ApiSchemas.bytes());
    }
  }

  private void idempotencyKey() {
    List<Parameter> parameters = ApiDocument.orNone(operation.getParameters());
    parameters.removeIf(one -> KEY.equals(one.getName()));
    parameters.add(
        OASFactory.createParameter()
            .name(KEY)
            .in(Parameter.In.HEADER)
            .required(false)
            .schema(ApiSchemas.text())
            .description("The same key and body again is the same request again."));
    operation.setParameters(parameters);
  }

  private void answers(boolean open) {
    APIResponses answers =
        operation.getResponses() == null
            ? OASFactory.createAPIResponses()
            : operation.getResponses();
    status(answers);
    for (Map.Entry<String, APIResponse> one : answers.getAPIResponses().entrySet()) {
      if (one.getKey().startsWith("2")) {
        success(one.getValue(), one.getKey().equals("204"), open);
      }
    }
    List<String> refused = new ArrayList<>();
    if (!open) {
      refused.addAll(List.of("401", "403"));
    }
    if (path.contains("{")) {
      refused.add("404");
    }
    refused.add("default");
    refused.forEach(status -> answers.addAPIResponse(status, problem(ApiCommons.PROBLEM)));
    answers.addAPIResponse("429", problem(ApiCommons.TOO_MANY));
    operation.setResponses(answers);
  }

  /// What the scanner guesses for methods that return a view, or nothing but a status.
  private void status(APIResponses answers) {
    if (source == null || answers.getAPIResponses() == null) {
      return;
    }
    boolean returnsView = !Response.class.getName().equals(source.getReturnType().getName());
    if (returnsView && answers.hasAPIResponse("201")) {
      answers.addAPIResponse("200", answers.getAPIResponse("201").description("OK"));
      answers.removeAPIResponse("201");
    }
    if (!returnsView && method == HttpMethod.DELETE && answers.hasAPIResponse("200")) {
      answers.removeAPIResponse("200");
      answers.addAPIResponse("204", OASFactory.createAPIResponse().description("Done."));
    }
  }

  private static void success(APIResponse answer, boolean empty, boolean open) {
    if (!open) {
      ApiCommons.headers()
          .keySet()
          .forEach(
              name ->
                  answer.addHeader(
                      name, OASFactory.createHeader().ref("#/components/headers/" + name)));
    }
    Content content = answer.getContent();
    if (content != null) {
      if (content.hasMediaType(ANY)) {
        content.addMediaType(
            "application/octet-stream", OASFactory.createMediaType().schema(ApiSchemas.bytes()));
        content.removeMediaType(ANY);
      }
      if (!empty) {
        types(content).forEach((type, media) -> form(type, media, ApiCommons.JSON));
      }
    }
  }

  private static Map<String, MediaType> types(Content content) {
    return content.getMediaTypes() == null ? Map.of() : content.getMediaTypes();
  }

  private static APIResponse problem(String name) {
    return OASFactory.createAPIResponse().ref("#/components/responses/" + name);
  }
}
