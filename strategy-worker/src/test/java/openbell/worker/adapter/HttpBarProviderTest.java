package openbell.worker.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import openbell.model.market.BarColumns;
import openbell.runtime.testing.ManualClock;
import openbell.worker.adapter.TemplateDialect.ApiKey;
import openbell.worker.market.Answer;
import openbell.worker.market.BarRequest;
import openbell.worker.testing.StandInProvider;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpBarProviderTest {
  private static final String HEADER = "Date,Open,High,Low,Close,Volume\n";
  private static final String DAY_1 = "2020-01-06,10,12,9,11,1000\n";
  private static final String DAY_2 = "2020-01-07,11,13.5,10,13,500\n";
  private static final String KEY = "s3cret/key";
  private static final String FORM = "the source answers in a form that is not known";

  private final StandInProvider provider = new StandInProvider();
  private final ManualClock clock = ManualClock.at("2020-01-08T12:00:00Z");

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void asksTheCsvEndpointInItsOwnWords() {
    // Given
    provider.says(200, (HEADER + DAY_1 + DAY_2).replace("\n", "\r\n"));
    // When
    Answer.Bars spy = (Answer.Bars) ask(csv(), "SPY");
    ask(csv(), "^GSPC");
    // Then
    assertThat(provider.asked())
        .extracting(URI::toString)
        .containsExactly("/q/d/l/?s=spy.us&i=d", "/q/d/l/?s=%5Espx&i=d");
    assertThat(spy.bars().days()).containsExactly(day("2020-01-06"), day("2020-01-07"));
    assertThat(spy.bars().high()).containsExactly(12, 13.5);
    assertThat(spy.remark()).isNull();
  }

  @Test
  void turnsNewestFirstRoundAndSaysThatVolumesAreMissing() {
    provider.says(
        200, "Date,Open,High,Low,Close\n2020-01-07,11,13.5,10,13\n2020-01-06,10,12,9,11\n");
    Answer.Bars bars = (Answer.Bars) ask(csv(), "SPY");
    assertThat(bars.bars().close()).containsExactly(11, 13);
    assertThat(bars.bars().volume()).containsOnly(0);
    assertThat(bars.remark()).isEqualTo("The source has no volumes of SPY; they are 0.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"No data", "No data\n", HEADER})
  void knowsNoSuchSymbolWhenThereAreNoRows(String body) {
    provider.says(200, body);
    assertThat(ask(csv(), "NONE")).isEqualTo(new Answer.Unknown());
  }

  @Test
  void isBusyWhenTheDailyLimitIsReached() {
    provider.says(200, "Exceeded the daily hits limit");
    assertThat(ask(csv(), "SPY")).isInstanceOf(Answer.Busy.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-01-08,11,12,10,NaN,1|MARKET_DATA_UNAVAILABLE: the source's answer has a cell that is not a plain"
            + " number",
        "2020-13-08,11,12,10,11,1|MARKET_DATA_UNAVAILABLE: the source's answer has a date that is"
            + " none like 2020-12-31",
        "2020-01-08,11,12,10,0,1|INVALID_MARKET_DATA: SPY 2020-01-08: a price is not a number above 0",
        "2020-01-08,11,9,10,11,1|INVALID_MARKET_DATA: SPY 2020-01-08: High is below Low",
        "2020-01-06,11,12,10,11,1|INVALID_MARKET_DATA: SPY 2020-01-06: dates must ascend, and none may"
            + " be there twice",
        "2020-01-08,11,12|MARKET_DATA_UNAVAILABLE: the source's answer is cut off or has uneven rows"
      })
  void refusesDoubtfulRows(String row, String why) {
    provider.says(200, HEADER + DAY_1 + row + "\n");
    assertThatThrownBy(() -> ask(csv(), "SPY")).hasMessage(why);
  }

  @Test
  void readsTheChartWithAdjustedPricesInTheExchangesZone() {
    // Given: 09:30 in New York, and the running day twice at the end
    provider.says(
        200,
        Charts.of(
            "[1578321000,1578407400,1578493800,1578580200,1578585600]",
            "[10,11,null,20,21]",
            "[5.5,6.0000004,7,20,22]"));
    // When
    BarColumns bars = ((Answer.Bars) ask(new ChartDialect(provider.base()), "BRK-B")).bars();
    // Then
    assertThat(provider.asked().getFirst().toString())
        .isEqualTo(
            "/v8/finance/chart/BRK-B?period1=631152000&period2=1578614400"
                + "&interval=1d&events=div%2Csplit");
    assertThat(bars.days())
        .containsExactly(day("2020-01-06"), day("2020-01-07"), day("2020-01-09"));
    assertThat(bars.close()).containsExactly(5.5, 6, 22);
    assertThat(bars.open()).containsExactly(5.5, 5.454546, 22);
    assertThat(bars.volume()).containsExactly(100, 0, 100);
  }

  @Test
  void knowsNoSuchSymbolWhenTheChartSaysSo() {
    provider.says(
        404,
        "{\"chart\":{\"result\":null,\"error\":{\"code\":\"Not Found\",\"description\":\"x\"}}}");
    assertThat(ask(new ChartDialect(provider.base()), "NONE")).isEqualTo(new Answer.Unknown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<!DOCTYPE html><html><body>Sign in</body></html>",
        "{\"chart\":{\"result\":[{\"meta\":{\"exchangeTimezoneName\":\"America/New_",
        "{\"chart\":{\"result\":[{\"timestamp\":[1],\"meta\":{\"exchangeTimezoneName\":\"Mars\"}}]}}",
        "{\"chart\":{\"result\":[{\"timestamp\":[1,NaN]}]}}",
        "{\"chart\":{}}",
        "[]"
      })
  void takesNoOtherFormForAChart(String body) {
    provider.says(200, body);
    assertThatThrownBy(() -> ask(new ChartDialect(provider.base()), "SPY"))
        .hasMessage("MARKET_DATA_UNAVAILABLE: " + FORM);
    assertThatThrownBy(() -> ask(csv(), "SPY")).hasMessage("MARKET_DATA_UNAVAILABLE: " + FORM);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[null,null,12]|[1,1,1]|MARKET_DATA_UNAVAILABLE: 2 of 3 rows of the source's answer lack a price",
        "[10,-1,12]|[1,1,1]|INVALID_MARKET_DATA: SPY 2020-01-07: a price is not a number above 0",
        "[10,11,12]|[1,0,1]|INVALID_MARKET_DATA: SPY 2020-01-07: a price is not a number above 0"
      })
  void refusesAChartWithDoubtfulPrices(String closes, String adjusted, String why) {
    provider.says(200, Charts.of("[1578321000,1578407400,1578493800]", closes, adjusted));
    assertThatThrownBy(() -> ask(new ChartDialect(provider.base()), "SPY")).hasMessage(why);
  }

  @Test
  void fillsTheTemplateAndReadsTheVendorsColumns() throws IOException {
    // Given
    Dialect dialect =
        new TemplateDialect(
            provider.base(),
            "/eod/{symbol}?from={from}&to={to}&token={key}",
            new ApiKey(KEY),
            "X-Key",
            Map.of("date", "day", "volume", "shares", "adjusted", "adj"));
    List<String> keys = new java.util.concurrent.CopyOnWriteArrayList<>();
    provider.behave(
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("X-Key"));
          StandInProvider.reply(
              exchange,
              200,
              "\"Day\",Exchange,Close,Low,High,Open,Shares,Adj\n2020-01-06,N,11,9,12,10,7,5.5\n");
        });
    // When
    BarColumns bars = ((Answer.Bars) ask(dialect, "BF^A")).bars();
    // Then
    assertThat(provider.asked().getFirst().toString())
        .isEqualTo("/eod/BF%5EA?from=1990-01-01&to=2020-01-08&token=s3cret%2Fkey");
    assertThat(keys).containsExactly(KEY);
    assertThat(bars.ohlcv()).isDeepEqualTo(new double[][] {{5}, {6}, {4.5}, {5.5}, {7}});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500|the source answers with status 500",
        "404|the source answers with status 404 and a web page",
        "302|the source answers with status 302",
        "403|the source refuses us; the operator should look at the key",
        "200|the source answers in a form that is not known"
      })
  void neverTellsTheAddressOrTheKey(int status, String why) {
    provider.behave(
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
          StandInProvider.reply(exchange, status, "\n<p>you sent " + exchange.getRequestURI());
        });
    Throwable failure = catchThrowable(() -> ask(template("/{symbol}?k={key}"), "SPY"));
    assertThat(failure).hasMessage("MARKET_DATA_UNAVAILABLE: " + why);
    assertThat(Throwables.getStackTrace(failure)).doesNotContain("s3cret", "127.0.0.1", "?k=");
    assertThat(provider.asked()).hasSize(1);
    assertThat(new ApiKey(KEY).toString()).doesNotContain(KEY);
    assertThatThrownBy(() -> template("/{symbol}?k={key}&x=\"|"))
        .hasMessage("openbell.worker.bars.template makes no address")
        .hasNoCause();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429|7|7",
        "429|Wed, 08 Jan 2020 12:01:00 GMT|60",
        "429|soon|5",
        "503|3|3",
      })
  void waitsAsLongAsTheProviderAsks(int status, String header, long seconds) {
    provider.behave(
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", header);
          StandInProvider.reply(exchange, status, "");
        });
    assertThat(ask(csv(), "SPY")).isEqualTo(new Answer.Busy(Duration.ofSeconds(seconds)));
  }

  @Test
  void readsNoMoreThanTheLargestAnswer() {
    provider.behave(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] block = new byte[1 << 20];
          for (int i = 0; i < 10; i++) {
            exchange.getResponseBody().write(block);
          }
        });
    assertThatThrownBy(() -> ask(csv(), "SPY"))
        .hasMessage("MARKET_DATA_UNAVAILABLE: the source's answer is larger than 4194304 bytes");
  }

  @Test
  void doesNotWaitForAnAnswerThatDrips() {
    provider.behave(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('D');
          exchange.getResponseBody().flush();
          try {
            new java.util.concurrent.CountDownLatch(1)
                .await(2, java.util.concurrent.TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertThatThrownBy(() -> ask(csv(), "SPY", Duration.ofMillis(200)))
        .hasMessage("MARKET_DATA_UNAVAILABLE: the source takes too long");
  }

  @Test
  void doesNotAnswerWhenNobodyIsThere() {
    Dialect dialect = csv();
    provider.close();
    assertThatThrownBy(() -> ask(dialect, "SPY"))
        .hasMessage("MARKET_DATA_UNAVAILABLE: the source does not answer");
  }

  private Dialect csv() {
    return new CsvDialect(provider.base(), ".us");
  }

  private Dialect template(String template) {
    return new TemplateDialect(provider.base(), template, new ApiKey(KEY), "", Map.of());
  }

  private Answer ask(Dialect dialect, String symbol) {
    return ask(dialect, symbol, Duration.ofSeconds(5));
  }

  private Answer ask(Dialect dialect, String symbol, Duration timeout) {
    return new HttpBarProvider(
            dialect, "x", Map.of("^GSPC", "^spx"), LocalDate.of(1990, 1, 1), timeout, clock)
        .fetch(new BarRequest(symbol, LocalDate.of(2020, 1, 7), Instant.MAX));
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }
}
