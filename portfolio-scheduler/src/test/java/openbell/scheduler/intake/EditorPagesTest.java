package openbell.scheduler.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import openbell.model.run.RunRef;
import openbell.runtime.testing.Backends;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(Service.class)
class EditorPagesTest extends RunsToShow {
  private static final Pattern ASSET =
      Pattern.compile("(?:src|href)=\"(/(?:assets|webjars)/[^\"]+)");
  private static final Pattern DOCUMENT = Pattern.compile("(?s)<textarea[^>]*>(.*?)</textarea>");

  @Test
  void submitTheDocumentThatTheEditorBeginsWith() {
    // Given
    String begun = document(page("/portfolios/new"));

    // When: without any script
    Response pressed = pressed(begun);

    // Then
    assertThat(pressed.statusCode()).as(pressed.asString()).isEqualTo(303);
    String path = pressed.header("Location").replaceFirst("https?://[^/]+", "");
    assertThat(page(path))
        .contains("Golden cross on AAPL")
        .contains("Run now")
        .contains("Not run yet");
  }

  @Test
  void showARefusedDocumentAgainBesideItsMistakes() {
    // Given: a symbol without bars, and a text that must not become markup
    String begun = document(page("/portfolios/new"));
    String wrong = begun.replace("\"AAPL\"", "\"APPL\"").replace("Golden", "</textarea><b>Golden");

    // When
    Response pressed = pressed(wrong);
    Response forged =
        given()
            .header("Origin", "https://evil.example")
            .contentType(ContentType.URLENC)
            .formParam("document", begun)
            .post("/portfolios/new");

    // Then
    assertThat(pressed.statusCode()).isEqualTo(422);
    assertThat(pressed.asString())
        .contains("/symbols/0/symbol")
        .contains("Did you mean AAPL?")
        .contains("&lt;/textarea&gt;")
        .doesNotContain("<b>Golden");
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(pressed("").statusCode()).isEqualTo(400);
    assertThat(Service.count(jdbi, "portfolio")).isZero();
  }

  @Test
  void editOnlyAnOwnPortfolio() {
    // Given
    String id = submit();

    // When
    String page = page("/portfolios/" + id + "/edit");

    // Then
    assertThat(page).contains("Edit Golden cross on Apple").contains("data-portfolio=\"" + id);
    assertThat(document(page)).contains("golden_cross");
    given()
        .header("Authorization", Service.BOB)
        .get("/portfolios/" + id + "/edit")
        .then()
        .statusCode(404);
  }

  @Test
  void bringEveryScriptAndStyleAlong() {
    // Given pages with all kinds of scripts
    String id = submit();
    RunRef run = run(id);
    complete(run);
    String pages =
        Stream.of("/", "/portfolios/new", "/portfolios/" + id, "/runs/" + run.runId().value())
            .map(RunsToShow::page)
            .reduce("", String::concat);

    // When
    List<String> assets =
        ASSET.matcher(pages).results().map(found -> found.group(1)).distinct().toList();

    // Then
    assertThat(assets).hasSizeGreaterThan(15);
    assertThat(assets).allSatisfy(path -> given().get(path).then().statusCode(200));
    assertThat(pages).doesNotContain("style=").doesNotContainPattern("(src|href)=\"(https?:)?//");
  }

  private static String document(String page) {
    return DOCUMENT
        .matcher(page)
        .results()
        .map((MatchResult found) -> found.group(1).replace("&quot;", "\""))
        .findFirst()
        .orElseThrow();
  }

  private static Response pressed(String document) {
    return given()
        .redirects()
        .follow(false)
        .accept("text/html")
        .contentType(ContentType.URLENC)
        .formParam("document", document)
        .post("/portfolios/new");
  }
}
