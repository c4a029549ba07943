package openbell.runtime.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.stream.Stream;
import openbell.runtime.testing.Backends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Tokens of an identity provider beside API keys, with the option turned on.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(RequestGateTest.OnALaptop.class)
class OidcTest {

  private static Issuer issuer() {
    return RequestGateTest.OnALaptop.ISSUER;
  }

  private static String claims(String subject, String audience, long lasts, String more) {
    return """
        {"iss":"%s","sub":"%s","aud":"%s","iat":%d,"exp":%d%s}"""
        .formatted(
            issuer().address(),
            subject,
            audience,
            Instant.now().getEpochSecond() - 60,
            Instant.now().getEpochSecond() + lasts,
            more);
  }

  private static String good() {
    return claims("anna", Issuer.AUDIENCE, 300, "");
  }

  @Test
  void takesTheOwnerFromATokenOfTheProvider() {
    // Given
    String token = issuer().sign(good());
    // When
    var answer = given().header("Authorization", "Bearer " + token).get("/api/v1/me");
    // Then
    answer.then().statusCode(200).body("owner", equalTo("oidc-anna"));
  }

  @Test
  void namesEveryOtherSubjectByItsHash() {
    // Given
    String token = issuer().sign(claims("auth0|Anna", Issuer.AUDIENCE, 300, ""));
    // When
    var answer = given().header("Authorization", "Bearer " + token).get("/api/v1/me");
    // Then
    answer.then().statusCode(200).body("owner", matchesPattern("oidc-h[0-9a-f]{40}"));
  }

  @Test
  void letsATokenDoNoMoreThanItsScopesSay() {
    // Given
    String claims = claims("anna", Issuer.AUDIENCE, 300, ",\"scope\":\"openid openbell:read\"");
    String bearer = "Bearer " + issuer().sign(claims);
    // When
    var change = given().header("Authorization", bearer).post("/api/v1/tickets");
    // Then
    change.then().statusCode(403).body("type", equalTo("urn:openbell:problem:scope-missing"));
    given().header("Authorization", bearer).get("/api/v1/me").then().statusCode(200);
  }

  static Stream<Arguments> forged() {
    String good = good();
    return Stream.of(
        Arguments.of("without a signature", Issuer.unsigned(good)),
        Arguments.of("signed by another key", Issuer.sign(good, Issuer.newKeys())),
        Arguments.of("for another audience", issuer().sign(claims("anna", "else", 300, ""))),
        Arguments.of("expired", issuer().sign(claims("anna", Issuer.AUDIENCE, -30, ""))),
        Arguments.of("of another issuer", issuer().sign(good.replace("http://", "http://evil."))),
        Arguments.of("changed afterwards", altered(issuer().sign(good))),
        Arguments.of("no token at all", "abc"));
  }

  private static String altered(String token) {
    String[] parts = token.split("\\.", -1);
    String other = issuer().sign(claims("bob", Issuer.AUDIENCE, 300, "")).split("\\.", -1)[1];
    return parts[0] + "." + other + "." + parts[2];
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forged")
  void refusesATokenThatIs(String flaw, String token) {
    // When
    var answer = given().header("Authorization", "Bearer " + token).get("/api/v1/me");
    // Then
    answer.then().statusCode(401).body("type", equalTo("urn:openbell:problem:unauthenticated"));
  }
}
