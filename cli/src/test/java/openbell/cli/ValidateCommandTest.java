package openbell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ValidateCommandTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("openbell.root", "..")).resolve("sample-data/portfolios");

  private Clock clock = Clock.fixed(Instant.parse("2026-11-25T15:00:00Z"), ZoneOffset.UTC);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void acceptsAllSamplePortfolios() throws IOException {
    // Given
    List<String> arguments = new ArrayList<>(List.of("validate"));
    try (Stream<Path> files = Files.list(SAMPLES)) {
      files.sorted().map(Path::toString).forEach(arguments::add);
    }

    // When
    int exit = run(arguments.toArray(String[]::new));

    // Then
    assertThat(out.toString()).contains("golden-cross.json: ok\n").doesNotContain("error");
    assertThat(exit).isZero();
  }

  @Test
  void namesTheFileThePlaceAndTheFix() throws IOException {
    // Given
    Path file = sampleWith("\"SMA\"", "\"SMAA\"");

    // When
    int exit = run("validate", file.toString());

    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(out.toString())
        .startsWith(file + ": refused, 2 errors\n")
        .contains("\n  error S005  unknown primitive \"SMAA\"\n")
        .contains(
            "\n    at        "
                + file
                + ":16  /strategy_definition/trade_strategy/indicators/0/type\n")
        .contains("\n    reads     \"SMAA\"\n")
        .contains("\n    fix       did you mean \"SMA\"?\n");
  }

  @Test
  void printsFindingsForPrograms() throws IOException {
    // Given
    Path file = sampleWith("\"start_date\"", "\"start_day\"");

    // When
    int exit = run("validate", "--json", file.toString());

    // Then
    JsonNode verdict = new JsonMapper().readTree(out.toString()).get(0);
    assertThat(exit).isEqualTo(1);
    assertThat(verdict.get("file").asText()).isEqualTo(file.toString());
    assertThat(verdict.get("legal").asBoolean()).isFalse();
    assertThat(verdict.get("findings").findValuesAsText("code")).contains("S001", "S002");
    JsonNode first = verdict.get("findings").get(0);
    assertThat(first.get("severity").asText()).isEqualTo("error");
    assertThat(first.get("line").asInt()).isPositive();
    assertThat(verdict.get("notChecked").size()).isPositive();
  }

  @Test
  void givesTheHashOfALegalDocument() {
    // When
    run("validate", "--json", SAMPLES.resolve("golden-cross.json").toString());

    // Then
    assertThat(out.toString()).containsPattern("\"configHash\" : \"[0-9a-f]{64}\"");
  }

  @Test
  void checksAStrategyThatStandsAlone() throws IOException {
    // Given
    String sample = Files.readString(SAMPLES.resolve("golden-cross.json"));
    String strategy =
        sample.substring(sample.indexOf("\"strategy_definition\":") + 22, sample.lastIndexOf('}'));
    Path file = Files.writeString(folder.resolve("strategy.json"), strategy);

    // When
    int exit = run("validate", file.toString());

    // Then
    assertThat(out.toString()).startsWith(file + ": ok\n");
    assertThat(exit).isZero();
  }

  /// Every spelling that is in use elsewhere, in one document.
  @Test
  void readsDocumentsInTheStyleOfOthers() throws IOException {
    // Given
    Path file = folder.resolve("public.json");
    try (InputStream in = ValidateCommandTest.class.getResourceAsStream("/public-style.json")) {
      Files.write(file, in.readAllBytes());
    }

    // When
    int exit = run("validate", file.toString());

    // Then
    assertThat(out.toString())
        .startsWith(file + ": ok, 9 remarks\n")
        .contains("\"field\" was read as column")
        .contains("\"bands.lower\" was read as a band of a node")
        .contains("update_time was read as a distance from the open")
        .contains("Not checked without bars: V107, W201, W203, W209, W210");
    assertThat(exit).isZero();
  }

  @Test
  void givesThePatchThatRepairsADocument() throws IOException {
    // Given
    Path file = sampleWith("\"SMA\"", "\"SMAA\"");

    // When
    run("validate", "--json", file.toString());

    // Then
    JsonNode fix = new JsonMapper().readTree(out.toString()).at("/0/findings/0/fix/0");
    assertThat(fix.get("op").asText()).isEqualTo("replace");
    assertThat(fix.get("path").asText()).endsWith("/indicators/0/type");
    assertThat(fix.get("value").asText()).isEqualTo("SMA");
  }

  @Test
  void showsNothingThatATerminalWouldObey() throws IOException {
    // Given
    Path file = sampleWith("\"SMA\"", "\"S\\u001b[31m\\u202eMA\"");

    // When
    run("validate", file.toString());

    // Then
    assertThat(out.toString()).doesNotContain("\u001b").doesNotContain("\u202e");
  }

  @Test
  void saysWhichFileDoesNotExist() {
    // When
    int exit = run("validate", "nowhere.json");

    // Then
    assertThat(exit).isEqualTo(3);
    assertThat(err.toString()).contains("nowhere.json does not exist");
  }

  @Test
  void explainsThatAFolderIsNotAFile() {
    // When
    int exit = run("validate", folder.toString());

    // Then
    assertThat(exit).isEqualTo(3);
    assertThat(err.toString()).contains(folder + " is a folder");
  }

  @Test
  void asksForAVerb() {
    // When
    int exit = run();

    // Then
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("Say what to do").contains("validate");
  }

  @Test
  void documentsItsExitCodes() {
    // When
    int exit = run("validate", "--help");

    // Then
    assertThat(exit).isZero();
    assertThat(out.toString()).contains("Exit codes:").contains("At least one document");
  }

  @Test
  void refusesAFileThatIsTooLargeWithoutReadingItAll() throws IOException {
    // Given
    Path file = Files.write(folder.resolve("large.json"), new byte[5_000_000]);

    // When
    int exit = run("validate", file.toString());

    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(out.toString()).contains("error S009").contains("at most 65536");
  }

  @Test
  void showsTheNextThreeRunsOnTheClockOfTheExchange() {
    // Given the eve of Thanksgiving, after the open of New York

    // When
    int exit = run("validate", SAMPLES.resolve("golden-cross.json").toString());

    // Then
    assertThat(exit).isZero();
    assertThat(out.toString())
        .contains(
            """
            golden-cross.json: ok
              next runs   2026-11-27 09:30 -05:00 (XNYS)
                          2026-11-30 09:30 -05:00 (XNYS)
                          2026-12-01 09:30 -05:00 (XNYS)

            Not checked without bars""");
  }

  @Test
  void showsNextRunsWithTheirSpreadAndSessionAndTheEndOfTheCalendar() throws IOException {
    // Given a run half a day after the close of Shanghai, in the last days that are known
    Path file =
        sampleWith(
            "\"code\"",
            "\"schedule\": {\"calendar\": \"XSHG\", \"at\": \"close\", \"offset\": \"PT12H\","
                + " \"spread\": \"PT2M\"}, \"code\"");
    clock = Clock.fixed(Instant.parse("2026-12-30T00:00:00Z"), ZoneOffset.UTC);

    // When
    run("validate", file.toString());

    // Then
    assertThat(out.toString())
        .contains(
            """
              next runs   2026-12-31 03:00 +08:00 (session 2026-12-30 of XSHG), or up to PT2M later
                          2027-01-01 03:00 +08:00 (session 2026-12-31 of XSHG), or up to PT2M later
                          then not known: the calendar of XSHG ends on 2026-12-31
            """);
  }

  @Test
  void givesProgramsTheNextRuns() throws IOException {
    // When
    run("validate", "--json", SAMPLES.resolve("golden-cross.json").toString());

    // Then
    JsonNode verdict = new JsonMapper().readTree(out.toString()).get(0);
    assertThat(verdict.get("calendar").asText()).isEqualTo("XNYS");
    assertThat(verdict.get("horizon").asText()).isEqualTo("2035-12-31");
    assertThat(verdict.get("nextRuns")).hasSize(3);
    assertThat(verdict.get("nextRuns").get(0))
        .hasToString("{\"session\":\"2026-11-27\",\"at\":\"2026-11-27T09:30-05:00\"}");
  }

  private int run(String... arguments) {
    CommandLine command =
        OpenbellCommand.commandLine(new Surroundings(Map.of(), _ -> Optional.empty(), clock));
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  private Path sampleWith(String piece, String replacement) throws IOException {
    String sample = Files.readString(SAMPLES.resolve("golden-cross.json"));
    assertThat(sample).contains(piece);
    return Files.writeString(folder.resolve("mine.json"), sample.replace(piece, replacement));
  }
}
