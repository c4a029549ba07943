package openbell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import openbell.runtime.testing.Backends;
import openbell.runtime.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that no client library would make, against the embedded mode's local owner.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(RequestGateTest.OnALaptop.class)
class RequestGateTest {

  public static final class OnALaptop implements QuarkusTestProfile {
    static final Issuer ISSUER = new Issuer();

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "openbell.security.local-owner",
          "local",
          "openbell.oidc.enabled",
          "true",
          "openbell.oidc.issuer",
          ISSUER.address(),
          "openbell.oidc.audience",
          Issuer.AUDIENCE);
    }
  }

  @TestHTTPResource("/")
  URI root;

  private String send(String request) {
    return RawHttp.exchange(root, request.replace("PORT", Integer.toString(root.getPort())));
  }

  private String get(String path, String... headers) {
    return send(
        "GET " + path + " HTTP/1.1\n" + String.join("\n", headers) + "\nConnection: close\n\n");
  }

  private String post(String path, String body, String... headers) {
    return send(
        "POST %s HTTP/1.1\n%s\nContent-Length: %d\nConnection: close\n\n%s"
            .formatted(path, String.join("\n", headers), body.length(), body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:PORT", "127.0.0.1:PORT", "localhost", "LOCALHOST:PORT"})
  void takesWhoSitsAtThisMachineForTheLocalOwner(String host) {
    // When
    String answer = get("/api/v1/me", "Host: " + host);
    // Then
    assertThat(answer).startsWith("HTTP/1.1 200").contains("{\"owner\":\"local\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "Host: evil.example:PORT,          X-A: b",
    "Host: 127.0.0.1.evil.example,     X-A: b",
    "Host: localhost.:PORT,            X-A: b",
    "Host: localhost:PORT,             Origin: http://evil.example",
    "Host: localhost:PORT,             Origin: null",
    "Host: localhost:PORT,             Origin: http://localhost:1",
    "Host: localhost:PORT,             X-Forwarded-For: 1.2.3.4",
    "Host: localhost:PORT,             Forwarded: for=1.2.3.4",
    "Host: localhost:PORT,             Authorization: Bearer nonsense"
  })
  void takesNobodyElseForTheLocalOwner(String host, String header) {
    // When
    String answer = get("/api/v1/me", host, header);
    // Then
    assertThat(answer).startsWith("HTTP/1.1 401").contains("urn:openbell:problem:unauthenticated");
  }

  @Test
  void letsAPageOfItsOwnChangeSomething() {
    // When
    String answer =
        post(
            "/run-now",
            "a=b",
            "Host: localhost:PORT",
            "Origin: http://localhost:PORT",
            "Sec-Fetch-Site: same-origin",
            "Content-Type: application/x-www-form-urlencoded");
    // Then
    assertThat(answer).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: http://localhost.evil.example:PORT",
        "Origin: ://",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  void letsNoOtherSiteChangeAnything(String header) {
    // When
    String answer = post("/run-now", "a=b", "Host: localhost:PORT", header);
    // Then
    assertThat(answer).startsWith("HTTP/1.1 403").contains("urn:openbell:problem:foreign-origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/me;a=b",
        "/api;/v1/me",
        "/api/v1/me%3ba",
        "/api/v1/..;/me",
        "/api/v1/%2e%2e%2fme",
        "/api/v1/%252e%252e/me",
        "/api/v1/../me",
        "/api/v1/./me",
        "/api/v1/a%2Fb",
        "/api/v1/a%5Cb",
        "/api/v1/a%00",
        "/api/v1/a%0d%0ab"
      })
  void refusesPathsThatRoutersReadDifferently(String path) {
    // When
    String answer = get(path, "Host: localhost:PORT");
    // Then
    assertThat(answer).startsWith("HTTP/1.1 400").contains("urn:openbell:problem:unsafe-path");
  }

  @Test
  void refusesABodyThatSaysItIsTooLong() {
    // When
    String answer =
        send(
            "POST /api/v1/raw HTTP/1.1\nHost: localhost:PORT\nContent-Type: application/json\n"
                + "Content-Length: 307200\nConnection: close\n\n");
    // Then
    assertThat(answer).startsWith("HTTP/1.1 413").contains("urn:openbell:problem:body-too-large");
  }

  @Test
  void refusesABodyThatDoesNotSayHowLongItIs() {
    // Given
    String piece = "4000\n" + "x".repeat(0x4000) + "\n";
    // When
    String answer =
        send(
            "POST /api/v1/raw HTTP/1.1\nHost: localhost:PORT\nContent-Type: application/json\n"
                + "Transfer-Encoding: chunked\nConnection: close\n\n"
                + piece.repeat(17)
                + "0\n\n");
    // Then
    assertThat(answer).startsWith("HTTP/1.1 411").contains("urn:openbell:problem:length-required");
  }

  @Test
  void takesABodyUpToTheLimit() {
    // When
    String answer =
        post(
            "/api/v1/raw",
            "x".repeat(262_144),
            "Host: localhost:PORT",
            "Content-Type: application/json");
    // Then
    assertThat(answer).startsWith("HTTP/1.1 200").endsWith("262144");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-A: b",
        "Content-Type: text/plain",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: application/json; charset=utf-16",
        "Content-Type: application/jsonp",
        "Content-Type: application/json\nContent-Encoding: gzip"
      })
  void refusesWhatIsNotJsonInUtf8(String header) {
    // When
    String answer = post("/api/v1/raw", "{}", "Host: localhost:PORT", header);
    // Then
    assertThat(answer).startsWith("HTTP/1.1 415").contains("urn:openbell:problem:json-expected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json;charset=UTF-8",
        "application/json; charset=\"utf-8\"",
        "application/merge-patch+json"
      })
  void takesJsonInUtf8(String type) {
    // When
    String answer = post("/api/v1/raw", "{}", "Host: localhost:PORT", "Content-Type: " + type);
    // Then
    assertThat(answer).startsWith("HTTP/1.1 200");
  }

  @Test
  void survivesJsonThatIsNestedTooDeeply() {
    // When
    String answer =
        post(
            "/api/v1/orders",
            "{\"legs\":" + "[".repeat(100_000),
            "Host: localhost:PORT",
            "Content-Type: application/json");
    // Then
    assertThat(answer).startsWith("HTTP/1.1 400").contains("unreadable-body");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null"})
  void answersAnEmptyBodyWithoutADefect(String body) {
    // When
    String answer =
        post("/api/v1/orders", body, "Host: localhost:PORT", "Content-Type: application/json");
    // Then
    assertThat(answer).doesNotStartWith("HTTP/1.1 5");
  }

  @Test
  void doesNotTrace() {
    // When
    String answer = send("TRACE /api/v1/me HTTP/1.1\nHost: localhost:PORT\nConnection: close\n\n");
    // Then
    assertThat(answer).startsWith("HTTP/1.1 405");
  }

  @Test
  void refusesARequestWithTwoLengths() {
    // When
    String answer =
        send(
            "POST /api/v1/raw HTTP/1.1\nHost: localhost:PORT\nContent-Type: application/json\n"
                + "Content-Length: 2\nTransfer-Encoding: chunked\nConnection: close\n\n"
                + "2\n{}\n0\n\n");
    // Then
    assertThat(answer).startsWith("HTTP/1.1 400");
  }
}
