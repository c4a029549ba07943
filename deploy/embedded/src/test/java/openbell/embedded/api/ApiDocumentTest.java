package openbell.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import openbell.runtime.testing.Backends;
import org.junit.jupiter.api.Test;

/// `docs/openapi.json` is what the resources of all services say, and nothing else.
///
/// Run with `-Dopenbell.write-docs=true` to write it anew.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(House.class)
class ApiDocumentTest {
  private static final Path FILE = House.ROOT.resolve("docs/openapi.json");

  /// These answer with a document that has a form of its own.
  private static final Set<String> DOCUMENTS =
      Set.of(
          "/api/v1/openapi.json",
          "/api/v1/schema",
          "/api/v1/schema/strategy",
          "/api/v1/portfolios/{id}/document");

  @TestHTTPResource("/")
  URI base;

  @Test
  void theDocumentSaysWhatTheResourcesSay() throws IOException {
    // Given
    JsonNode made = Operation.JSON.readTree(Http.ada(base).get("/q/openapi?format=json").body());
    String expected =
        Operation.JSON
                .writer()
                .with(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(made)
                .replace(" : ", ": ")
            + "\n";
    // When
    if (Boolean.getBoolean("openbell.write-docs")) {
      Files.writeString(FILE, expected);
    }
    // Then
    assertThat(FILE).content().isEqualTo(expected);
  }

  @Test
  void everyOperationHasANameOfItsOwnAndShowsItsForm() {
    // Given
    List<Operation> all = Operation.all();
    // Then
    assertThat(all).hasSizeGreaterThan(40);
    assertThat(all).extracting(Operation::id).doesNotHaveDuplicates();
    assertThat(all).allMatch(one -> one.path().startsWith("/api/v1/"));
    List<String> hidden = new ArrayList<>();
    for (Operation one : all) {
      one.description()
          .get("responses")
          .properties()
          .forEach(
              answer -> {
                boolean success = answer.getKey().startsWith("2") && !answer.getKey().equals("204");
                String form = answer.getValue().toString();
                if (success
                    && (!form.contains("\"schema\"")
                        || (form.contains("JsonDocument") && !DOCUMENTS.contains(one.path())))) {
                  hidden.add(one + " " + answer.getKey());
                }
              });
    }
    assertThat(hidden).as("give these @APIResponseSchema(Type.class)").isEmpty();
  }

  @Test
  void noTwoFormsShareAName() {
    // Then the scanner did not have to number any
    List<String> names = new ArrayList<>();
    Operation.document().at("/components/schemas").fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .as("tell them apart by @Schema(name = ...)")
        .noneMatch(n -> n.matches(".*\\d"));
  }

  @Test
  void isServedToThoseWhoHaveAKey() throws IOException {
    // When
    var served = Http.bob(base).get("/api/v1/openapi.json");
    // Then
    assertThat(served.statusCode()).isEqualTo(200);
    assertThat(Operation.JSON.readTree(served.body())).isEqualTo(Operation.document());
    assertThat(Http.nobody(base).get("/api/v1/openapi.json").statusCode()).isEqualTo(401);
    String tag = served.headers().firstValue("ETag").orElseThrow();
    assertThat(
            Http.bob(base)
                .send("GET", "/api/v1/openapi.json", "", new byte[0], "If-None-Match", tag)
                .statusCode())
        .isEqualTo(304);
  }
}
