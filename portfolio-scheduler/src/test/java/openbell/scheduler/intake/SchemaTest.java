package openbell.scheduler.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import openbell.model.wire.DocumentSchema;
import openbell.runtime.testing.Backends;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(Service.class)
class SchemaTest {

  @Test
  void servesTheSchemaOfAPortfolioAndOfAStrategy() {
    // When
    Response portfolio = given().get("/api/v1/schema");
    Response strategy = given().get("/api/v1/schema/strategy");

    // Then
    assertThat(portfolio.statusCode()).isEqualTo(200);
    assertThat(portfolio.contentType()).startsWith("application/schema+json");
    assertThat(portfolio.asString()).isEqualTo(DocumentSchema.portfolio());
    assertThat(strategy.asString()).isEqualTo(DocumentSchema.strategy());
  }

  @Test
  void sendsNothingToAReaderWhoHasItAlready() {
    // Given
    Response first = given().get("/api/v1/schema");

    // When
    Response again = given().header("If-None-Match", first.header("ETag")).get("/api/v1/schema");

    // Then
    assertThat(first.header("Cache-Control")).contains("max-age=3600");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.asString()).isEmpty();
  }

  @Test
  void needsNoKey() {
    // When: a key that is wrong does not matter where none is needed
    Response response = given().header("Authorization", "Bearer wrong").get("/api/v1/schema");

    // Then
    assertThat(response.statusCode()).isEqualTo(200);
  }
}
