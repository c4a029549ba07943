package openbell.machines.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.cli.OpenbellCommand;
import openbell.cli.Surroundings;
import openbell.machines.cost.RunCosts;
import openbell.machines.fleet.Machine;
import openbell.machines.fleet.MachineUse;
import openbell.model.market.Session;
import openbell.model.message.MeasuredAttempt;
import openbell.model.message.WorkMeasured;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.runtime.access.ApiKeys;
import openbell.runtime.testing.Backends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Costs as owners and operators see them.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(QueueService.class)
class CostsTest {
  @Inject RunCosts costs;
  @Inject MachineUse use;
  @Inject ApiKeys keys;
  @Inject Clock clock;

  @TestHTTPResource("/")
  URI root;

  private Instant now;

  @BeforeEach
  void measureTwoRuns() {
    now = clock.instant();
    Instant started = now.minusSeconds(60);
    use.seen(
        List.of(new Machine("m-1", Machine.State.RUNNING, started.plusSeconds(2), started, "")),
        now);
    costs.take(
        new WorkMeasured(
            "m-1",
            "costs-test-" + now,
            2,
            List.of(attempt("ada", "p-ada"), attempt("bob", "p-bob"))));
  }

  private MeasuredAttempt attempt(String owner, String portfolio) {
    Session session = new Session("XNYS", LocalDate.of(2026, 11, 20));
    RunRef run =
        RunRef.of(
            new Owner(owner),
            new PortfolioId(portfolio),
            session,
            session.date().minusDays(1),
            "c".repeat(64),
            1,
            Purpose.SCHEDULED);
    return new MeasuredAttempt(run, "Of " + owner, 1, now, Duration.ofMillis(1_500), true);
  }

  private RequestSpecification as(String owner) {
    return given().header("Authorization", "Bearer " + keys.create(new Owner(owner)).text());
  }

  @Test
  void ownersSeeTheirOwn() {
    as("ada")
        .get("/api/v1/costs?by=portfolio")
        .then()
        .statusCode(200)
        .body("items.key", equalTo(List.of("p-ada")))
        .body("machines", empty())
        .body("currency", equalTo("USD"));
    String run = as("ada").get("/api/v1/costs?by=run&limit=1").path("items[0].key");
    as("ada")
        .get("/api/v1/costs?by=run&key=" + run)
        .then()
        .statusCode(200)
        .body("items.key", equalTo(List.of(run)))
        .body("items.name", equalTo(List.of("Of ada")));
    as("bob").get("/api/v1/costs?by=run&key=" + run).then().body("items", empty());
    as("ada").get("/api/v1/costs?by=owner").then().body("items.key", equalTo(List.of("ada")));
    assertThat(as("ada").get("/api/v1/costs?by=run").asString())
        .contains("p-ada")
        .doesNotContain("bob");
    as("ada")
        .get("/api/v1/costs?all=true")
        .then()
        .statusCode(403)
        .body("type", endsWith(":not-an-operator"));
    given().get("/api/v1/costs").then().statusCode(401);
  }

  @Test
  void operatorsSeeAllAndWhereTheMachineTimeWent() {
    as("oda")
        .get("/api/v1/costs?by=owner&all=true")
        .then()
        .statusCode(200)
        .body("items.key", hasItem("ada"))
        .body("items.key", hasItem("bob"))
        .body("machines.size()", equalTo(30));
    as("oda").get("/api/v1/machines").then().statusCode(200).body("day.machines", hasItem(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "by=week",
        "from=yesterday",
        "to=1-1-1",
        "all=maybe",
        "limit=0",
        "limit=1001",
        "skip=-1",
        "key= ",
        "from=2026-11-21&to=2026-11-20",
        "from=2020-01-01&to=2026-11-20"
      })
  void namesTheFieldOfABadQuestion(String question) {
    as("oda")
        .get("/api/v1/costs?" + question)
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/" + question.substring(0, question.indexOf('='))));
  }

  @Test
  void pagesShowTheSame() {
    // When
    String own = as("ada").accept("text/html").get("/costs").asString();
    String all = as("oda").accept("text/html").get("/costs?all=true").asString();
    String machines = as("oda").accept("text/html").get("/machines").asString();

    // Then
    assertThat(own)
        .contains("Of ada", "/portfolios/p-ada", "By portfolio", "By run", "/runs/")
        .doesNotContain("bob", "Of all owners");
    assertThat(all).contains("Of ada", "Of bob", "Where the machine time went");
    assertThat(machines)
        .contains("Machines in the last 24 hours", "Work to come", "Machine time today", "<path")
        .contains("<strong>inprocess</strong>");
  }

  @Test
  void anOwnerTakesThemAlong() {
    assertThat(as("ada").get("/api/v1/costs/data?file=costs.ndjson").asString())
        .contains("p-ada")
        .doesNotContain("p-bob");
    as("ada").get("/api/v1/costs/data?file=x").then().statusCode(404);
  }

  @Test
  void theCommandPrintsThem() {
    // Given
    StringWriter out = new StringWriter();
    Map<String, String> environment =
        Map.of(
            "OPENBELL_URL",
            root.toString(),
            "OPENBELL_API_KEY",
            keys.create(new Owner("oda")).text());

    // When
    for (List<String> words :
        List.of(List.of("costs", "--by", "owner", "--all"), List.of("machines"))) {
      int exit =
          OpenbellCommand.commandLine(new Surroundings(environment, _ -> Optional.empty()))
              .setOut(new PrintWriter(out, true))
              .execute(words.toArray(String[]::new));
      assertThat(exit).isZero();
    }

    // Then
    assertThat(out.toString())
        .contains("OWNER", "ada", "IDLE", "No price is set")
        .contains("fleet       inprocess");
  }
}
