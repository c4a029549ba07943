package openbell.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import openbell.model.strategy.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The published schema against an independent validator, and against the parser.
class DocumentSchemaTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /// Mistakes inside a text or between two values, which a schema cannot see.
  private static final Set<String> BEYOND_A_SCHEMA =
      Set.of(
          "name empty",
          "line break in name",
          "line separator in name",
          "bidi override in name",
          "lone surrogate in name",
          "no such day",
          "start after end",
          "offset of a week",
          "time that is not given",
          "time that is not used",
          "zone that knows no summer",
          "zone without a time",
          "spread of two hours",
          "spread into the past",
          "address with line break",
          "address with name",
          "address literal",
          "quoted local part",
          "MACD upside down",
          "streak upside down",
          "calendar of nothing");

  private final Schema portfolio = schema(DocumentSchema.portfolio());
  private final PortfolioCodec codec = new PortfolioCodec();

  @Test
  void isWhatTheDocumentationShows() {
    Golden.checkDocument("docs/schema/portfolio.schema.json", DocumentSchema.portfolio());
    Golden.checkDocument("docs/schema/strategy.schema.json", DocumentSchema.strategy());
  }

  @Test
  void isExplainedInTheDocumentation() {
    Golden.checkDocument("docs/strategy-documents.md", StrategyReference.markdown());
  }

  @Test
  void isItselfAValidSchema() throws IOException {
    // Given
    Schema meta =
        REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    for (String schema : List.of(DocumentSchema.portfolio(), DocumentSchema.strategy())) {
      // When
      List<Error> errors = meta.validate(JSON.readTree(schema));

      // Then
      assertThat(errors).isEmpty();
    }
  }

  static List<Path> samples() throws IOException {
    Path data = Path.of(System.getProperty("openbell.root", "..")).resolve("sample-data");
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void acceptsEverySample(Path file) throws IOException {
    // When
    List<Error> errors = portfolio.validate(JSON.readTree(Files.readAllBytes(file)));

    // Then
    assertThat(errors).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {Documents.PLAIN, Documents.RICH})
  void acceptsAStrategyThatStandsAlone(String document) throws IOException {
    // Given
    JsonNode strategy = JSON.readTree(document).get("strategy_definition");

    // When
    List<Error> errors = schema(DocumentSchema.strategy()).validate(strategy);

    // Then
    assertThat(errors).isEmpty();
  }

  static Stream<Arguments> wrong() throws IOException {
    return BadDocumentsTest.wrong()
        .filter(row -> String.valueOf(row.get()[2]).matches("S00[1-7]"))
        .map(row -> arguments(row.get()[0], row.get()[1]));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void refusesWhatIsStructurallyWrong(String what, String document) throws IOException {
    // When
    List<Error> errors = portfolio.validate(JSON.readTree(document));

    // Then
    assertThat(errors.isEmpty()).as("%s", errors).isEqualTo(BEYOND_A_SCHEMA.contains(what));
  }

  /// Whatever the schema refuses, the parser refuses or calls another spelling.
  @Test
  void isNeverStricterThanTheParser() throws IOException {
    // Given
    long seed = 20261121L;
    Random random = new Random(seed);
    List<JsonNode> bases =
        List.of(
            JSON.readTree(Documents.RICH),
            JSON.readTree(FindingsTest.MARKET),
            JSON.readTree(FindingsTest.WEIGHTS));
    int refused = 0;

    for (int round = 0; round < 1_500; round++) {
      JsonNode document = bases.get(random.nextInt(bases.size())).deepCopy();
      Mutations.mutate(document, random, 1 + random.nextInt(2));

      // When
      List<Error> errors = portfolio.validate(document);
      byte[] bytes = JSON.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
      List<Finding> findings = codec.parse(bytes).findings();

      // Then
      if (!errors.isEmpty()) {
        refused++;
        assertThat(findings)
            .as("seed %d, round %d: %s in %s", seed, round, errors, document)
            .anyMatch(finding -> finding.refuses() || finding.code().equals("I301"));
      }
    }
    assertThat(refused).isGreaterThan(500);
  }

  /// The other direction holds for documents in the form that the codec writes.
  @Test
  void acceptsWhatTheCodecWrites() throws IOException {
    // Given
    Random random = new Random(7);

    for (int round = 0; round < 500; round++) {
      JsonNode document = JSON.readTree(round % 2 == 0 ? Documents.RICH : FindingsTest.MARKET);
      Mutations.mutate(document, random, 1);
      if (codec.parse(JSON.writeValueAsString(document).getBytes(StandardCharsets.UTF_8))
          instanceof Parsed.Ok ok) {
        // When
        List<Error> errors = portfolio.validate(JSON.readTree(codec.write(ok.definition())));

        // Then
        assertThat(errors).as("round %d: %s", round, document).isEmpty();
      }
    }
  }

  private static Schema schema(String text) {
    return REGISTRY.getSchema(text);
  }
}
