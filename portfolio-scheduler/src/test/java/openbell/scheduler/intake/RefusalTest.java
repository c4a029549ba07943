package openbell.scheduler.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.testing.Backends;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bad input: each is a problem that names the place, and leaves nothing behind.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(Service.class)
class RefusalTest {
  private static final String GOLDEN_CROSS = Service.sample("golden-cross.json");

  @Inject Jdbi jdbi;
  @Inject JobQueues queues;

  @BeforeEach
  void empty() {
    Service.empty(jdbi, queues);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ~~                                                              | 400 | -
          null                                                            | 422 | -
          []                                                              | 422 | -
          {"name":                                                        | 400 | -
          {} trailing                                                     | 400 | -
          {"name": "a", "name": "b"}                                      | 422 | /name
          {}                                                              | 422 | -
          @"symbol": "AAPL"@"symbol": "APPL"                              | 422 | /symbols/0/symbol
          @"symbol": "AAPL"@"symbol": "../../etc"                         | 422 | /symbols/0/symbol
          @[{"symbol": "AAPL", "name": "Apple"}]@[]                       | 422 | /symbols
          @"benchmark": "SPX"@"benchmark": "SPZ"                          | 422 | /benchmark
          @"start_date": "2014-06-02"@"start_date": "2014-02-30"          | 422 | /start_date
          @"start_date": "2014-06-02"@"start_date": "2014-06-02", "end_date": "2013-01-01" | 422 | /start_date
          @"currency": "USD"@"currency": 7                                | 422 | /currency
          @"currency": "USD"@"ownerId": "eve"                             | 422 | /ownerId
          @"type": "SMA", "params": {"period": 50}@"type": "SMAA", "params": {"period": 50} | 422 | /strategy_definition/trade_strategy/indicators/0/type
          @"period": 50@"period": -1                                      | 422 | /strategy_definition/trade_strategy/indicators/0/params/period
          @"inputs": [{"ref": "fast"}, {"ref": "slow"}]@"inputs": [{"ref": "fast"}, {"ref": "absent"}] | 422 | /strategy_definition/trade_strategy/signals/0/inputs/1/ref
          @"market": "US",@"market": "US", "schedule": {"calendar": "XXXX"},| 422 | /schedule/calendar
          """)
  void refusesWhatItCannotUseAndStoresNothing(String change, int status, String pointer) {
    // Given
    String body = document(change == null ? "" : change);

    // When
    Response answer = post("/api/v1/portfolios", body);

    // Then
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    if (!pointer.equals("-")) {
      assertThat(answer.jsonPath().getList("errors.pointer", String.class)).contains(pointer);
    }
    assertThat(rows("portfolio") + rows("outbox") + rows("run")).isZero();
  }

  @Test
  void namesTheSymbolThatWasMeant() {
    // Given
    String body = document("@\"symbol\": \"AAPL\"@\"symbol\": \"APPL\"");

    // When
    Response answer = post("/api/v1/portfolios", body);

    // Then
    answer.then().body("errors.hint", hasItem(containsString("AAPL")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ~~                                               | 422 | /market
          {                                                | 400 | -
          []                                               | 400 | -
          {"market": "XNYS"}                               | 422 | /session
          {"session": "2018-05-11"}                        | 422 | /market
          {"market": "XXXX", "session": "2018-05-11"}      | 422 | /market
          {"market": "XNYS", "session": "yesterday"}       | 422 | /session
          {"market": "XNYS", "session": "2018-02-30"}      | 422 | /session
          {"market": "XNYS", "session": "2018-05-12"}      | 422 | /session
          {"market": "XNYS", "session": "2018-12-25"}      | 422 | /session
          {"market": "XNYS", "session": "2034-05-11"}      | 422 | /session
          {"market": "XNYS", "session": "9999-05-11"}      | 422 | /session
          {"market": "XNYS", "session": "2018-05-11", "owner": "bob"} | 400 | /owner
          {"market": 1, "session": "2018-05-11"}           | 400 | /market
          """)
  void refusesMarketOpensThatCannotBe(String body, int status, String pointer) {
    // Given
    post("/api/v1/portfolios", GOLDEN_CROSS);

    // When
    Response answer = post("/api/v1/market-opens", body == null ? "" : body);

    // Then
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    if (!pointer.equals("-")) {
      assertThat(answer.jsonPath().getList("errors.pointer", String.class)).contains(pointer);
    }
    assertThat(rows("run") + rows("outbox")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"2018-05-12", "2018-12-25", "9999-01-01", "1901-01-01", "nonsense"})
  void refusesToRunForADayThatIsNoSession(String session) {
    // Given
    String portfolio = post("/api/v1/portfolios", GOLDEN_CROSS).header("Location");

    // When
    Response answer = post(portfolio + "/runs", "{\"session\": \"" + session + "\"}");

    // Then
    answer.then().statusCode(422).body("errors.pointer", hasItem("/session"));
    assertThat(rows("run")).isZero();
  }

  private Response post(String path, String body) {
    return given().contentType(ContentType.JSON).body(body).post(path);
  }

  /// `@from@to` changes the golden cross; anything else is the whole body.
  private static String document(String change) {
    if (!change.startsWith("@")) {
      return change;
    }
    String[] parts = change.substring(1).split("@", 2);
    assertThat(GOLDEN_CROSS).contains(parts[0]);
    return GOLDEN_CROSS.replace(parts[0], parts[1]);
  }

  private int rows(String table) {
    return Service.count(jdbi, table);
  }
}
