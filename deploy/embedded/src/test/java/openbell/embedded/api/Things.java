package openbell.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Real things of one owner, made through the API, and their ids by the place that wants them.
final class Things {
  static final String SESSION = "2018-05-11";
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String BARS =
      "Date,Open,High,Low,Close,Volume\n2018-05-10,9,11,8,10,100\n2018-05-11,10,12,9,11,90\n";

  private final Map<String, String> ids = new HashMap<>();
  private final Http owner;

  private Things(Http owner) {
    this.owner = owner;
  }

  /// A portfolio with a run that was mailed, a subscription, own bars, an export and what else
  /// there is a door for.
  static Things of(Http owner) {
    Things things = new Things(owner);
    things.everybodys();
    things.portfolioAndRun();
    things.others();
    return things;
  }

  private void everybodys() {
    ids.put("calendars.mic", "XNYS");
    ids.put("market-opens.market", "XNYS");
    ids.put("market-opens.date", SESSION);
    ids.put("queues.queue", "run-jobs");
    ids.put("jobs.id", "no-such-job");
    ids.put("suppressions.id", "no-such-address");
  }

  private void portfolioAndRun() {
    String portfolio = made("/portfolios", House.sample("golden-cross.json")).get("id").asText();
    made("/market-opens", "{\"market\": \"XNYS\", \"session\": \"%s\"}".formatted(SESSION));
    String run = runOf(portfolio);
    await()
        .atMost(LONGEST)
        .until(() -> json("/runs/" + run).get("state").asText().equalsIgnoreCase("done"));
    await().atMost(LONGEST).until(() -> mailOf(portfolio).isPresent());
    await()
        .atMost(LONGEST)
        .until(() -> owner.get("/api/v1/signals/" + portfolio).statusCode() == 200);
    for (String place : List.of("portfolios.id", "signals.portfolio", "timeline.portfolio")) {
      ids.put(place, portfolio);
    }
    ids.put("runs.id", run);
    ids.put("artifacts.name", "result.json");
    ids.put("mailbox.id", mailOf(portfolio).orElseThrow());
    ids.put("versions.number", "1");
    ids.put("changes.other", "1");
    JsonNode export = made("/runs/" + run + "/exports", "{\"format\": \"html\"}");
    ids.put("exports.name", export.get("name").asText());
  }

  private void others() {
    assertThat(
            owner
                .send("PUT", "/api/v1/bars/ADAX", "text/csv", BARS.getBytes(StandardCharsets.UTF_8))
                .statusCode())
        .isLessThan(300);
    ids.put("bars.symbol", "ADAX");
    JsonNode subscription =
        made(
            "/subscriptions",
            "{\"email\": \"new.reader@example.com\", \"portfolio\": \"%s\"}"
                .formatted(id("portfolios.id")));
    ids.put("subscriptions.id", subscription.get("id").asText());
    String key =
        made("/keys", "{\"name\": \"second\", \"scopes\": [\"READ\"]}").get("key").asText();
    ids.put("keys.id", key.split("_", -1)[2]);
    String impacts = "/portfolios/" + id("portfolios.id") + "/impacts";
    ids.put("impacts.impact", made(impacts, House.sample("golden-cross.json")).get("id").asText());
  }

  private String runOf(String portfolio) {
    return json("/portfolios/" + portfolio + "/runs").get("items").get(0).get("id").asText();
  }

  private Optional<String> mailOf(String portfolio) {
    for (JsonNode mail : json("/mailbox")) {
      if (mail.toString().contains(portfolio)) {
        return Optional.of(mail.get("id").asText());
      }
    }
    return Optional.empty();
  }

  private JsonNode made(String path, String body) {
    HttpResponse<String> answer = owner.post("/api/v1" + path, body);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 299);
    return parsed(answer.body());
  }

  private JsonNode json(String path) {
    return parsed(owner.get("/api/v1" + path).body());
  }

  private static JsonNode parsed(String text) {
    try {
      return Operation.JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean knows(String place) {
    return ids.containsKey(place);
  }

  String id(String place) {
    return ids.get(place);
  }

  List<String> ids(Operation operation) {
    List<String> values = new ArrayList<>();
    operation.places().forEach(place -> values.add(id(place)));
    return values;
  }

  /// Ids that no other owner may ever read.
  List<String> secrets() {
    return List.of(
        id("portfolios.id"),
        id("runs.id"),
        id("mailbox.id"),
        id("subscriptions.id"),
        id("bars.symbol"));
  }
}
