package openbell.model.wire;

import static openbell.model.wire.Documents.PLAIN;
import static openbell.model.wire.Documents.bytes;
import static openbell.model.wire.Documents.plainWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import openbell.model.strategy.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// One broken document per row: the code, the place and a word of the hint.
class BadDocumentsTest {
  private static final String TRADE = "/strategy_definition/trade_strategy";
  private static final String SYMBOLS = "[{\"symbol\": \"SPY\"}]";

  private final PortfolioCodec codec = new PortfolioCodec();

  static Stream<Arguments> unreadable() {
    return Stream.of(
        arguments("nothing at all", bytes(""), "S000", "JSON"),
        arguments("spaces only", bytes("  \n "), "S000", "JSON"),
        arguments("not JSON", bytes("name: Plain"), "S000", "comma"),
        arguments("cut off", bytes(PLAIN.substring(0, 200)), "S000", "comma"),
        arguments("a comma too many", bytes("{\"name\": \"x\",}"), "S000", "comma"),
        arguments("single quotes", bytes("{'name': 'x'}"), "S000", "comma"),
        arguments("NaN", bytes("{\"slippage_bps\": NaN}"), "S000", "comma"),
        arguments("something behind", bytes(PLAIN + " {}"), "S000", "nothing after"),
        arguments("garbage behind", bytes(PLAIN + " x"), "S000", "comma"),
        arguments("an array", bytes("[]"), "S003", "{"),
        arguments("a number", bytes("1"), "S003", "{"),
        arguments("null", bytes("null"), "S003", "{"),
        arguments("UTF-16", PLAIN.getBytes(StandardCharsets.UTF_16), "S000", "UTF-8"),
        arguments("UTF-16LE", PLAIN.getBytes(StandardCharsets.UTF_16LE), "S000", "UTF-8"),
        arguments(
            "UTF-32", PLAIN.getBytes(java.nio.charset.Charset.forName("UTF-32")), "S000", "UTF-8"),
        arguments(
            "Latin-1",
            "{\"name\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1),
            "S000",
            "UTF-8"),
        arguments("a byte order mark", bytes("\uFEFF" + PLAIN), "S000", "without"),
        arguments("NUL inside", bytes("{\"name\": \"a\u0000b\"}"), "S000", "comma"),
        arguments(
            "64 KiB and more", bytes("{\"name\":\"" + "x".repeat(70_000) + "\"}"), "S009", "65536"),
        arguments("10,000 nodes", bytes(manyNodes(10_000)), "S009", "65536"),
        arguments("100,000 deep", bytes("[".repeat(100_000)), "S009", "65536"),
        arguments("60,000 deep", bytes("[".repeat(60_000)), "S009", "nest"),
        arguments("60,000 objects deep", bytes("{\"a\":".repeat(12_000)), "S009", "nest"),
        arguments(
            "a number of 1,000 digits",
            bytes("{\"a\":" + "9".repeat(1_000) + "}"),
            "S009",
            "digits"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  void refusesWhatCannotBeRead(String what, byte[] document, String code, String hint) {
    // When
    List<Finding> findings = codec.parse(document).findings();

    // Then
    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.refuses()).isTrue();
              assertThat(finding.code()).isEqualTo(code);
              assertThat(finding.pointer()).isEmpty();
              assertThat(finding.hint()).contains(hint);
            });
  }

  /// The table in `bad-documents.txt`, and what is too long for a table.
  static Stream<Arguments> wrong() throws IOException {
    return Stream.concat(table(), tooMuch());
  }

  private static Stream<Arguments> table() throws IOException {
    try (InputStream in = BadDocumentsTest.class.getResourceAsStream("/bad-documents.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.replace("⏎", "\n").split(" \\| ", -1))
          .map(
              row ->
                  arguments(
                      row[0],
                      plainWith(row[1], row[2]),
                      row[3],
                      row[4].replace("@", TRADE),
                      row[5]));
    }
  }

  private static Stream<Arguments> tooMuch() {
    return Stream.of(
        arguments(
            "no strategy",
            "{\"name\": \"x\", \"code\": \"x\", \"symbols\": "
                + SYMBOLS
                + ", \"start_date\": \"2005-01-03\"}",
            "S001",
            "",
            "trade_strategy"),
        arguments("201 symbols", plainWith(SYMBOLS, symbols(201)), "V110", "/symbols", "200"),
        arguments(
            "101 recipients",
            plainWith("\"code\"", "\"recipients\": " + recipients(101) + ", \"code\""),
            "V110",
            "/recipients",
            "100"),
        arguments(
            "nested 17 deep",
            plainWith("{\"ref\": \"slow\"}", nested(17)),
            "V110",
            TRADE + "/signals/0/inputs/1" + "/inputs/0".repeat(16),
            "id"),
        arguments("300 nodes", manyNodes(300), "V110", TRADE, "256"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void namesThePlaceAndTheFix(
      String what, String document, String code, String pointer, String hint) {
    // When
    Parsed parsed = codec.parse(bytes(document));

    // Then
    assertThat(parsed).isInstanceOf(Parsed.Refused.class);
    assertThat(parsed.findings())
        .as("%s", parsed.findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.refuses()).isTrue();
              assertThat(finding.code()).isEqualTo(code);
              assertThat(finding.pointer()).isEqualTo(pointer);
              assertThat(finding.hint()).contains(hint);
            });
    assertThat(parsed.findings()).allSatisfy(f -> assertThat(f.message()).isNotBlank());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void reportsOneMistakeAsOneError(
      String what, String document, String code, String pointer, String hint) {
    // When
    List<Finding> errors =
        codec.parse(bytes(document)).findings().stream().filter(Finding::refuses).toList();

    // Then
    assertThat(errors).extracting(Finding::code).as("%s", errors).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void reportsEverythingAtOnce() {
    // Given
    String document =
        Documents.with(
            Documents.with(plainWith("\"SPY\"", "\"spy\""), "\"period\": 200", "\"period\": 0"),
            "\"ref\": \"slow\"",
            "\"ref\": \"nothing\"");

    // When
    List<Finding> findings = Documents.findings(document);

    // Then
    assertThat(findings).extracting(Finding::code).contains("S006", "S004", "V101");
  }

  @Test
  void boundsTheNumberOfFindings() {
    // Given
    String keys =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "\"k" + i + "\":0")
            .collect(Collectors.joining(","));

    // When
    List<Finding> findings = Documents.findings("{" + keys + "}");

    // Then
    assertThat(findings).hasSize(101);
    assertThat(findings.getLast().message()).contains("more findings were left out");
  }

  /// Any byte may be lost or changed on the way: never an exception, always a hint.
  @Test
  void survivesDamagedDocuments() {
    // Given
    long seed = 20261121L;
    Random random = new Random(seed);
    byte[] whole = bytes(Documents.RICH);

    for (int round = 0; round < 3_000; round++) {
      byte[] damaged = damage(whole, random);

      // When
      List<Finding> findings = codec.parse(damaged).findings();

      // Then
      assertThat(findings)
          .as("seed %d, round %d", seed, round)
          .filteredOn(Finding::refuses)
          .allSatisfy(finding -> assertThat(finding.hint()).isNotBlank());
    }
  }

  private static byte[] damage(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int edits = 1 + random.nextInt(3);
    for (int i = 0; i < edits; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) " \"{}[],:0a-\u0000".charAt(random.nextInt(12));
    }
    return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  private static String manyNodes(int count) {
    String nodes =
        IntStream.range(0, count)
            .mapToObj(i -> "{\"id\":\"n" + i + "\",\"type\":\"SMA\"}")
            .collect(Collectors.joining(","));
    return plainWith(
        "{\"id\": \"slow\", \"type\": \"SMA\", \"params\": {\"period\": 200}}",
        "{\"id\": \"slow\", \"type\": \"SMA\"}," + nodes);
  }

  private static String nested(int depth) {
    return "{\"type\": \"EMA\", \"inputs\": [".repeat(depth)
        + "{\"column\": \"Close\"}"
        + "]}".repeat(depth);
  }

  private static String symbols(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"symbol\": \"S" + i + "\"}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String recipients(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"email\": \"r" + i + "@example.com\"}")
        .collect(Collectors.joining(",", "[", "]"));
  }
}
