package openbell.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import openbell.runtime.testing.Backends;
import org.junit.jupiter.api.Test;

/// Every operation of the API, asked by the wrong people. A new one is asked without being named
/// here; one with a new kind of id fails until {@link Things} makes such a thing.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(House.class)
class IsolationTest {
  /// What names public things, and so is nobody's own.
  private static final Set<String> PUBLIC =
      Set.of("calendars.mic", "market-opens.market", "market-opens.date");

  /// Open on purpose: the form of documents is no secret, and a download's token is the proof.
  private static final Set<String> OPEN =
      Set.of("/api/v1/schema", "/api/v1/schema/strategy", "/api/v1/downloads/{token}");

  /// Makes a thing of the caller's own under a name that somebody else may use, too.
  private static final Set<String> MAKES_ONES_OWN = Set.of("PUT /api/v1/bars/{symbol}");

  /// Parts of the timeline: each tells what it knows of a portfolio, which is of hers what it is of
  /// one that never was.
  private static final Set<String> PARTS =
      Set.of("/api/v1/mailbox/timeline/{portfolio}", "/api/v1/signals/{portfolio}/timeline");

  /// Bodies that an operation needs before it looks for the thing; the others get `{}`.
  private static final Map<String, String> BODIES =
      Map.of(
          "/api/v1/runs/{id}/exports", "{\"format\": \"html\"}",
          "/api/v1/mailbox/{id}/resend", "{\"reason\": \"curious\"}",
          "/api/v1/subscriptions/{id}", "{\"when\": \"on_change\"}",
          "/api/v1/portfolios/{id}", House.sample("buy-and-hold.json"),
          "/api/v1/portfolios/{id}/impacts", House.sample("buy-and-hold.json"));

  private static final byte[] NOTHING = new byte[0];

  @TestHTTPResource("/")
  URI base;

  @Test
  void nobodyGetsInWithoutACredential() {
    // Given
    Http nobody = Http.nobody(base);
    List<String> letIn = new ArrayList<>();
    List<String> open = new ArrayList<>();
    // When
    for (Operation one : Operation.all()) {
      String path = one.path().replaceAll("\\{[^}]+}", "x");
      if (one.open()) {
        open.add(one.path());
      } else {
        int status = nobody.send(one.method(), path, one.bodyType(), body(one)).statusCode();
        if (status != 401) {
          letIn.add(one + " " + status);
        }
      }
    }
    // Then
    assertThat(letIn).isEmpty();
    assertThat(open).containsExactlyInAnyOrderElementsOf(OPEN);
  }

  @Test
  void anotherOwnersThingsDoNotExist() {
    // Given
    Http ada = Http.ada(base);
    Http bob = Http.bob(base);
    Things things = Things.of(ada);
    List<String> before = read(ada, things);
    List<String> wrong = new ArrayList<>();
    // When
    for (Operation one : Operation.all()) {
      if (!one.open() && !MAKES_ONES_OWN.contains(one.toString())) {
        assertThat(one.places())
            .as("%s: make such a thing in Things, and put its id under this place", one)
            .allMatch(things::knows);
        String question = PARTS.contains(one.path()) ? "?session=XNYS:" + Things.SESSION : "";
        String path = one.fill(things.ids(one)) + question;
        Http.Answer answer = bob.beginning(one.method(), path, one.bodyType(), body(one));
        if (PARTS.contains(one.path())) {
          String nobodys = path.replace(things.id("portfolios.id"), "p-nobodys");
          assertThat(answer).as("%s", one).isEqualTo(bob.beginning("GET", nobodys, "", NOTHING));
        }
        check(one, answer, things, wrong);
      }
    }
    for (Operation one : Operation.all()) {
      if (MAKES_ONES_OWN.contains(one.toString())) {
        bob.send(one.method(), one.fill(things.ids(one)), one.bodyType(), body(one));
      }
    }
    // Then
    assertThat(wrong)
        .as("a 4xx before the 404 needs a usable body in BODIES; anything else is a leak")
        .isEmpty();
    assertThat(read(ada, things)).as("nothing of hers was changed").isEqualTo(before);
  }

  @Test
  void idsInBodiesAndQuestionsAreThoseOfTheCallerAlone() {
    // Given
    String portfolio = Things.of(Http.ada(base)).id("portfolios.id");
    Http bob = Http.bob(base);
    // When
    HttpResponse<String> subscribed =
        bob.post(
            "/api/v1/subscriptions",
            "{\"email\": \"b@example.com\", \"portfolio\": \"%s\"}".formatted(portfolio));
    HttpResponse<String> told =
        bob.get(
            "/api/v1/timeline?session=XNYS:%s&portfolio=%s".formatted(Things.SESSION, portfolio));
    HttpResponse<String> recorded = bob.get("/api/v1/record?portfolio=" + portfolio);
    // Then
    assertThat(subscribed.statusCode()).isIn(404, 422);
    assertThat(told.statusCode()).isEqualTo(404);
    assertThat(recorded.body()).isEmpty();
  }

  private static void check(Operation one, Http.Answer answer, Things things, List<String> wrong) {
    boolean owned = one.places().stream().anyMatch(place -> !PUBLIC.contains(place));
    int status = answer.status();
    boolean right =
        one.operatorsOnly()
            ? status == 403
            : owned && !PARTS.contains(one.path())
                ? status == 404
                : status < 500 && things.secrets().stream().noneMatch(answer.body()::contains);
    if (!right) {
      wrong.add(one + " " + status + " " + answer.body());
    }
  }

  /// What the owner reads of everything that has an id.
  private static List<String> read(Http owner, Things things) {
    List<String> answers = new ArrayList<>();
    for (String path :
        List.of(
            "/api/v1/portfolios/" + things.id("portfolios.id") + "/document",
            "/api/v1/runs/" + things.id("runs.id"),
            "/api/v1/bars/" + things.id("bars.symbol"),
            "/api/v1/subscriptions/" + things.id("subscriptions.id"))) {
      HttpResponse<String> answer = owner.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      answers.add(answer.body());
    }
    return answers;
  }

  private static byte[] body(Operation one) {
    if (one.bodyType().isEmpty()) {
      return NOTHING;
    }
    String body =
        one.bodyType().equals("text/csv")
            ? "Date,Open,High,Low,Close,Volume\n2018-05-10,9,11,8,10,100\n"
            : BODIES.getOrDefault(one.path(), "{}");
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
