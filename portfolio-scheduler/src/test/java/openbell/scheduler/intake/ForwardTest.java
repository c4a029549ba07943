package openbell.scheduler.intake;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import openbell.runtime.testing.Backends;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(ForwardTest.BesideOthers.class)
class ForwardTest {

  @Test
  void showsTheBrowserOneOrigin() {
    // Given a notification service in another process

    // When
    var answer = given().queryParam("q", "a b").get("/mailbox/m-1");

    // Then
    answer
        .then()
        .statusCode(200)
        .contentType("text/html")
        .body(containsString("GET /mailbox/m-1?q=a"))
        .body(containsString("authorization=null"));
  }

  @Test
  void passesTheKeyOnAndBringsTheAnswerBack() {
    // Given
    var request = given().header("Authorization", "Bearer x").body("{}");

    // When
    var answer = request.contentType("application/json").post("/api/v1/mailbox/m-1/read");

    // Then
    answer.then().statusCode(200).body(containsString("authorization=Bearer x"));
  }

  @Test
  void passesALoginOnAsTheTokenItStandsFor() {
    // Given
    String session = "ob_session_abcdefgh1234_" + "s".repeat(32);

    // When
    var answer = given().cookie("ob_session", session).get("/mailbox");

    // Then
    answer.then().statusCode(200).body(containsString("authorization=Bearer " + session));
  }

  @Test
  void leadsAPersonToTheLogin() {
    // Given
    var request = given().redirects().follow(false).header("Accept", "text/html");

    // When
    var answer = request.header("X-Forwarded-For", "203.0.113.9").get("/mailbox?page=2");

    // Then
    answer.then().statusCode(303).header("Location", endsWith("/login?to=%2Fmailbox%3Fpage%3D2"));
  }

  @Test
  void trustsNobodyWithoutAKeyWhoComesThroughAProxy() {
    // Given
    var request = given().header("X-Forwarded-For", "203.0.113.9");

    // When
    var answer = request.get("/mailbox");

    // Then
    answer.then().statusCode(401);
  }

  @Test
  void letsEverybodyUseTheLinksOfMails() {
    // Given a mail server that presses the one-click button, without a key
    var request = given().header("X-Forwarded-For", "203.0.113.9").header("Accept-Language", "zh");

    // When
    var answer =
        request
            .contentType("application/x-www-form-urlencoded")
            .body("List-Unsubscribe=One-Click")
            .post("/subscription/unsubscribe/v1.a.b");

    // Then
    answer
        .then()
        .statusCode(200)
        .body(containsString("POST /subscription/unsubscribe/v1.a.b"))
        .body(containsString("language=zh"));
    given().header("X-Forwarded-For", "203.0.113.9").get("/subscriptions").then().statusCode(401);
  }

  @Test
  void saysThatAServiceIsAwayWithoutWaitingForEver() {
    // Given a machine manager that is not running

    // When
    var answer = given().get("/machines");

    // Then
    answer
        .then()
        .statusCode(502)
        .contentType("application/problem+json")
        .body("type", endsWith("service-unavailable"))
        .body("status", equalTo(502));
    given()
        .accept("text/html")
        .get("/queues")
        .then()
        .statusCode(502)
        .body(containsString("<h1>This part is away for a moment</h1>"));
  }

  public static final class BesideOthers implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> config = new HashMap<>(new Service().getConfigOverrides());
      String beside = "http://127.0.0.1:" + start();
      config.put("openbell.scheduler.forward.mailbox", beside);
      config.put("openbell.scheduler.forward.signals", beside);
      config.put("openbell.scheduler.forward.machines", "http://127.0.0.1:1");
      return config;
    }

    private static int start() {
      try {
        HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", BesideOthers::echo);
        server.start();
        return server.getAddress().getPort();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void echo(HttpExchange exchange) throws IOException {
      String text =
          "%s %s authorization=%s language=%s"
              .formatted(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI(),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  exchange.getRequestHeaders().getFirst("Accept-Language"));
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "text/html");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    }
  }
}
