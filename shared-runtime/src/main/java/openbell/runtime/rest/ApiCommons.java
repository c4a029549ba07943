package openbell.runtime.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// What every operation of the API has in common: problems, and the headers about rates.
final class ApiCommons {
  static final String PROBLEM = "Problem";
  static final String TOO_MANY = "TooManyRequests";

  /// A document whose form is not repeated here.
  static final String DOCUMENT = "PortfolioDocument";

  /// What is answered with a form of its own.
  static final String JSON = "JsonDocument";

  private ApiCommons() {}

  static void addTo(Map<String, Schema> schemas) {
    schemas.put(PROBLEM, problem());
    schemas.put("PlaceError", placeError());
    schemas.put(
        DOCUMENT,
        object("A portfolio document. Its form is the JSON Schema at `/api/v1/schema`.")
            .additionalPropertiesSchema(OASFactory.createSchema()));
    schemas.put(
        JSON, object("A JSON document.").additionalPropertiesSchema(OASFactory.createSchema()));
  }

  private static Schema problem() {
    return object("An error, as RFC 9457 has it.")
        .required(List.of("type", "title", "status", "detail", "errors"))
        .addProperty("type", ApiSchemas.text().description("`urn:openbell:problem:<code>`, stable"))
        .addProperty("title", ApiSchemas.text().description("The status in words."))
        .addProperty("status", whole())
        .addProperty(
            "detail", ApiSchemas.text().description("A sentence for the person who asked."))
        .addProperty(
            "errors",
            OASFactory.createSchema()
                .type(List.of(Schema.SchemaType.ARRAY))
                .items(ApiSchemas.ref("PlaceError"))
                .description("One per place that is wrong, at most 100."));
  }

  private static Schema placeError() {
    return object("What is wrong at one place of the body.")
        .required(List.of("pointer", "code", "detail", "hint"))
        .addProperty(
            "pointer",
            ApiSchemas.text().description("JSON pointer (RFC 6901); empty for the whole document."))
        .addProperty("code", ApiSchemas.text())
        .addProperty("detail", ApiSchemas.text())
        .addProperty("hint", ApiSchemas.text().description("What to do about it; may be empty."));
  }

  static Map<String, APIResponse> responses() {
    Map<String, APIResponse> responses = new LinkedHashMap<>();
    responses.put(PROBLEM, problemResponse("The request was refused, or failed."));
    responses.put(
        TOO_MANY,
        problemResponse("Too many requests of this owner.")
            .addHeader(
                "Retry-After",
                OASFactory.createHeader().description("Seconds to wait.").schema(whole())));
    return responses;
  }

  private static APIResponse problemResponse(String description) {
    return OASFactory.createAPIResponse()
        .description(description)
        .content(content("application/problem+json", ApiSchemas.ref(PROBLEM)));
  }

  static Map<String, Header> headers() {
    Map<String, Header> headers = new LinkedHashMap<>();
    headers.put("RateLimit-Limit", rate("Requests of this owner in a window."));
    headers.put("RateLimit-Remaining", rate("How many of them are left."));
    headers.put("RateLimit-Reset", rate("Seconds until all are there again."));
    return headers;
  }

  private static Header rate(String description) {
    return OASFactory.createHeader().description(description).schema(whole());
  }

  static Content content(String type, Schema schema) {
    return OASFactory.createContent()
        .addMediaType(type, OASFactory.createMediaType().schema(schema));
  }

  private static Schema whole() {
    return OASFactory.createSchema().type(List.of(Schema.SchemaType.INTEGER)).format("int32");
  }

  private static Schema object(String description) {
    return OASFactory.createSchema()
        .type(List.of(Schema.SchemaType.OBJECT))
        .description(description);
  }
}
