package openbell.embedded.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The bad inputs that reach HTTP and are in no test of a single service; see also `RefusalTest`
/// (scheduler), `HttpDoorTest` and `RequestGateTest` (runtime).
final class BadInputs {
  private static final String SYMBOLS = "[{\"symbol\": \"AAPL\", \"name\": \"Apple\"}]";
  private static final String SYMBOL = "\"symbol\": \"AAPL\"";
  private static final String START = "\"start_date\": \"2014-06-02\"";
  private static final String MARKET = "\"market\": \"US\",";
  private static final String CAPITAL = "\"initial_capital\": 100000";
  private static final String PERIOD = "\"period\": 50";
  private static final String MAIL = "golden.cross@example.com";
  private static final String RECIPIENTS =
      "[{\"email\": \"golden.cross@example.com\", \"when\": \"every_session\"}]";
  private static final String NAME = "\"name\": \"Golden cross on Apple\"";
  private static final String SYMBOL_PLACE = "/symbols/0/symbol";

  private BadInputs() {}

  static Stream<BadInput> all() {
    return Stream.of(structure(), numbers(), assets(), times(), strategy(), mail(), paths())
        .flatMap(List::stream);
  }

  private static List<BadInput> structure() {
    String sample = House.sample("golden-cross.json");
    byte[] invalid = sample.getBytes(StandardCharsets.UTF_8);
    invalid[20] = (byte) 0xC3;
    return List.of(
        BadInput.body(7, "100,000 deep", "[".repeat(100_000), 400, 422),
        BadInput.body(8, "300 KiB", "\"" + "x".repeat(300 << 10) + "\"", 413),
        BadInput.with(10, "gzip", "application/json", "Content-Encoding", "gzip", 415),
        BadInput.body(11, "invalid UTF-8", invalid, 400, 422),
        BadInput.body(11, "UTF-16", sample.getBytes(StandardCharsets.UTF_16), 400, 422),
        BadInput.with(11, "UTF-16 by name", "application/json;charset=utf-16", "", "", 415),
        BadInput.with(12, "text", "text/plain", "", "", 415),
        BadInput.with(12, "a form", "application/x-www-form-urlencoded", "", "", 415));
  }

  private static List<BadInput> numbers() {
    List<BadInput> rows = new ArrayList<>();
    for (String number : List.of("1e400", "NaN", "Infinity", "1" + "0".repeat(1_000))) {
      rows.add(BadInput.change(15, CAPITAL, "\"initial_capital\": " + number, ""));
    }
    for (String capital : List.of("0", "-0", "-1", "1e308", "\"100000\"")) {
      rows.add(BadInput.change(35, CAPITAL, "\"initial_capital\": " + capital, "initial_capital"));
    }
    for (String period : List.of("0", "2147483648", "9007199254740993", "2.5", "1000000")) {
      rows.add(BadInput.change(28, PERIOD, "\"period\": " + period, "period"));
    }
    for (String percents : List.of("101", "-5")) {
      rows.add(BadInput.change(18, "\"percents\": 95", "\"percents\": " + percents, "percents"));
    }
    return rows;
  }

  private static List<BadInput> assets() {
    List<BadInput> rows = new ArrayList<>();
    String many =
        IntStream.range(0, 501)
            .mapToObj(n -> "{\"symbol\": \"S%d\"}".formatted(n))
            .collect(Collectors.joining(", ", "[", "]"));
    rows.add(BadInput.change(20, SYMBOLS, many, "/symbols"));
    rows.add(
        BadInput.change(
            21, SYMBOLS, "[{\"symbol\": \"AAPL\"}, {\"symbol\": \"AAPL\"}]", "/symbols/1"));
    for (String symbol :
        List.of(
            "aapl",
            "ＡＡＰＬ",
            "ААPL",
            "\\u0000",
            "'; drop table x;--",
            "${jndi:ldap://x}",
            "{7*7}",
            "%2e%2e%2f",
            "CON",
            "A".repeat(1_000),
            "")) {
      rows.add(BadInput.change(23, SYMBOL, "\"symbol\": \"" + symbol + "\"", SYMBOL_PLACE));
    }
    for (String currency : List.of("usd", "EURO", "XXX", "XTS", "")) {
      rows.add(
          BadInput.change(
              34, "\"currency\": \"USD\"", "\"currency\": \"" + currency + "\"", "/currency"));
    }
    return rows;
  }

  private static List<BadInput> times() {
    List<BadInput> rows = new ArrayList<>();
    for (String date : List.of("0001-01-01", "9999-12-31", "2014-6-2", "+12014-06-02", "now")) {
      rows.add(BadInput.change(24, START, "\"start_date\": \"" + date + "\"", "/start_date"));
    }
    for (String schedule :
        List.of(
            "{\"cron\": \"* * * * * *\"}",
            "{\"cron\": \"0 0 30 2 *\"}",
            "{\"cron\": \"@reboot\"}",
            "{\"cron\": \"" + "0".repeat(10_000) + "\"}",
            "{\"every\": \"minute\"}",
            "{\"zone\": \"Mars/Phobos\"}",
            "{\"zone\": \"GMT+25\"}",
            "{\"zone\": \"EST5EDT\"}")) {
      rows.add(
          BadInput.change(
              schedule.contains("zone") ? 26 : schedule.contains("every") ? 30 : 27,
              MARKET,
              MARKET + " \"schedule\": " + schedule + ",",
              "/schedule"));
    }
    return rows;
  }

  private static List<BadInput> strategy() {
    String inputs = "\"inputs\": [{\"ref\": \"fast\"}, {\"ref\": \"slow\"}]";
    String node = "{\"id\": \"n%d\", \"type\": \"SMA\", \"params\": {\"period\": 5}}, ";
    String nodes =
        IntStream.range(0, 3_000).mapToObj(node::formatted).collect(Collectors.joining());
    return List.of(
        BadInput.change(
            31,
            inputs,
            "\"inputs\": [{\"ref\": \"golden_cross\"}, {\"ref\": \"slow\"}]",
            "/strategy_definition"),
        BadInput.change(32, "\"indicators\": [\n", "\"indicators\": [" + nodes, ""),
        BadInput.change(33, NAME, NAME + ", \"filter\": \"(a+)+$\"", "/filter"),
        BadInput.change(40, NAME, NAME + ", \"tenantId\": \"x\"", "/tenantId"),
        BadInput.change(40, NAME, NAME + ", \"role\": \"admin\"", "/role"),
        BadInput.change(40, NAME, NAME + ", \"state\": \"DONE\"", "/state"));
  }

  private static List<BadInput> mail() {
    List<BadInput> rows = new ArrayList<>();
    for (String name : List.of("a\\r\\nBcc: x@example.com", "x".repeat(5_000), "\\u202Eevil", "")) {
      rows.add(
          BadInput.change(
              name.contains("Bcc") ? 43 : 44, NAME, "\"name\": \"" + name + "\"", "/name"));
    }
    for (String address :
        List.of(
            "a@b",
            "a@example.com,b@example.com",
            "\\\"a b\\\"@example.com",
            "a@[127.0.0.1]",
            "a(comment)@example.com",
            "x".repeat(255) + "@example.com",
            "a@example.com\\r\\nBcc: b@c.de")) {
      rows.add(BadInput.change(46, MAIL, address, "/recipients"));
    }
    String many =
        IntStream.range(0, 1_500)
            .mapToObj(n -> "{\"email\": \"r%d@example.com\"}".formatted(n))
            .collect(Collectors.joining(", ", "[", "]"));
    rows.add(BadInput.change(46, RECIPIENTS, many, "/recipients"));
    return rows;
  }

  private static List<BadInput> paths() {
    return List.of(
        BadInput.get(16, "/runs/9007199254740993", 404),
        BadInput.get(50, "/runs/x/artifacts/%2e%2e%2fsecret", 400),
        BadInput.get(50, "/runs/x/artifacts/..;/secret", 400),
        BadInput.get(50, "/runs/x/artifacts/%252e%252e%252f", 400),
        BadInput.get(54, "/runs/x/artifacts/CON", 404),
        BadInput.get(54, "/runs/x/artifacts/" + "a".repeat(1_000), 404),
        BadInput.get(54, "/runs/x/artifacts/a%0Ab", 400),
        BadInput.get(53, "/portfolios?limit=-1", 400),
        BadInput.get(53, "/portfolios?limit=1000000000", 400),
        BadInput.get(53, "/runs?limit=2147483648", 400),
        BadInput.get(53, "/record?after=-1", 400),
        BadInput.get(53, "/queues/run-jobs/jobs?from=-1", 400, 422),
        BadInput.get(53, "/queues/run-jobs/jobs?limit=1000000000", 400, 422),
        BadInput.post(38, "/queues/run-jobs/replays", "{\"ids\": [\"../../x\"]}", 400, 422),
        BadInput.post(53, "/queues/run-jobs/replays", ids(), 400, 413, 422),
        BadInput.post(
            24, "/market-opens", "{\"market\": \"XNYS\", \"session\": \"0001-01-01\"}", 422),
        BadInput.post(46, "/subscriptions", "{\"email\": \"a@b\", \"portfolio\": \"x\"}", 422),
        BadInput.post(
            26,
            "/subscriptions",
            "{\"email\": \"a@example.com\", \"portfolio\": \"x\", \"zone\": \"Mars/Phobos\"}",
            422));
  }

  private static String ids() {
    return IntStream.range(0, 20_000)
        .mapToObj(n -> "\"id-%d\"".formatted(n))
        .collect(Collectors.joining(", ", "{\"ids\": [", "]}"));
  }
}
