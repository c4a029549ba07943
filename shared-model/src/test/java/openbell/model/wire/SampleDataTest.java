package openbell.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import openbell.model.hash.Sha256;
import openbell.model.market.Instrument;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.Recipient;
import openbell.model.strategy.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The sample data is what `sample-data/SOURCES.md` says it is.
class SampleDataTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("openbell.root", "..")).resolve("sample-data");

  private record Row(
      LocalDate date, double open, double high, double low, double close, long volume) {}

  static List<Path> portfolios() throws IOException {
    return documents("portfolios");
  }

  /// The portfolios of the demo, and the strategies that only show what else can be written.
  static List<Path> documents() throws IOException {
    return Stream.concat(documents("portfolios").stream(), documents("strategies").stream())
        .toList();
  }

  private static List<Path> documents(String folder) throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everySampleIsLegal(Path file) throws IOException {
    // When
    Parsed parsed = new PortfolioCodec().parse(Files.readAllBytes(file));

    // Then
    assertThat(parsed.findings()).isEmpty();
    assertThat(parsed).isInstanceOf(Parsed.Ok.class);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everySampleSurvivesBeingWritten(Path file) throws IOException {
    // Given
    PortfolioCodec codec = new PortfolioCodec();
    PortfolioDefinition definition = legal(file);

    // When
    PortfolioDefinition again =
        Documents.legal(
            new String(codec.write(definition), java.nio.charset.StandardCharsets.UTF_8));

    // Then
    assertThat(again).isEqualTo(definition);
    assertThat(codec.configHash(again)).isEqualTo(codec.configHash(definition));
  }

  @Test
  void thereAreAtLeastEightAndNoTwoAlike() throws IOException {
    // When
    List<PortfolioDefinition> all = new ArrayList<>();
    for (Path file : portfolios()) {
      all.add(legal(file));
    }

    // Then
    assertThat(all).hasSizeGreaterThanOrEqualTo(8);
    assertThat(all).extracting(PortfolioDefinition::code).doesNotHaveDuplicates();
    assertThat(all).extracting(PortfolioDefinition::name).doesNotHaveDuplicates();
    assertThat(all).extracting(new PortfolioCodec()::configHash).doesNotHaveDuplicates();
    List<Recipient> recipients = all.stream().flatMap(d -> d.recipients().stream()).toList();
    assertThat(recipients).extracting(Recipient::email).doesNotHaveDuplicates();
    assertThat(recipients)
        .hasSize(all.size())
        .allSatisfy(
            recipient -> {
              assertThat(recipient.email()).endsWith("@example.com");
              assertThat(recipient.when()).isEqualTo(Recipient.Preference.EVERY_SESSION);
            });
  }

  @Test
  void everySymbolHasBars() throws IOException {
    for (Path file : documents()) {
      // When
      PortfolioDefinition definition = legal(file);

      // Then
      for (Instrument instrument : definition.universe()) {
        assertThat(SAMPLES.resolve("bars/" + instrument.symbol() + ".csv")).exists();
        assertThat(rows(instrument.symbol()).getFirst().date()).isBefore(definition.startDate());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAPL", "SPX"})
  void barsAreWhole(String symbol) throws IOException {
    // When
    List<Row> rows = rows(symbol);

    // Then
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      assertThat(row.low()).isPositive().isLessThanOrEqualTo(Math.min(row.open(), row.close()));
      assertThat(row.high()).isGreaterThanOrEqualTo(Math.max(row.open(), row.close()));
      assertThat(row.volume()).isPositive();
      assertThat(row.date().getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
      assertThat(i == 0 || rows.get(i - 1).date().isBefore(row.date())).isTrue();
    }
  }

  @Test
  void bothSeriesHaveTheSameSessions() throws IOException {
    // Given
    Set<LocalDate> apple = new HashSet<>(rows("AAPL").stream().map(Row::date).toList());
    LocalDate first = LocalDate.of(2013, 5, 13);
    LocalDate last = LocalDate.of(2018, 5, 11);

    // When
    List<LocalDate> index =
        rows("SPX").stream()
            .map(Row::date)
            .filter(date -> !date.isBefore(first) && !date.isAfter(last))
            .toList();

    // Then
    assertThat(index).hasSize(1260).containsExactlyInAnyOrderElementsOf(apple);
  }

  @Test
  void theQuirksAreTheOnesThatAreWrittenDown() throws IOException {
    // Given
    List<Row> index = rows("SPX");

    // When
    long repeatedOpens = 0;
    List<LocalDate> jumps = new ArrayList<>();
    for (int i = 1; i < index.size(); i++) {
      repeatedOpens += index.get(i).open() == index.get(i - 1).close() ? 1 : 0;
      if (Math.abs(index.get(i).close() / index.get(i - 1).close() - 1) > 0.08) {
        jumps.add(index.get(i).date());
      }
    }

    // Then
    assertThat(index).hasSize(5105);
    assertThat(repeatedOpens).isEqualTo(1760);
    assertThat(jumps).hasSize(9).filteredOn(date -> date.getYear() == 2020).hasSize(4);
  }

  @Test
  void theChecksumsAreTheOnesThatAreWrittenDown() throws IOException {
    // Given
    String sources = Files.readString(SAMPLES.resolve("SOURCES.md"));

    for (String symbol : List.of("AAPL", "SPX")) {
      // When
      byte[] bytes = Files.readAllBytes(SAMPLES.resolve("bars/" + symbol + ".csv"));

      // Then
      assertThat(sources).contains("| `bars/" + symbol + ".csv` | `" + Sha256.hex(bytes) + "` |");
    }
  }

  private static PortfolioDefinition legal(Path file) throws IOException {
    Parsed parsed = new PortfolioCodec().parse(Files.readAllBytes(file));
    assertThat(parsed.findings()).filteredOn(Finding::refuses).isEmpty();
    return ((Parsed.Ok) parsed).definition();
  }

  private static List<Row> rows(String symbol) throws IOException {
    List<String> lines = Files.readAllLines(SAMPLES.resolve("bars/" + symbol + ".csv"));
    assertThat(lines.getFirst()).isEqualTo("Date,Open,High,Low,Close,Volume");
    return lines.stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(SampleDataTest::row)
        .toList();
  }

  private static Row row(String[] cells) {
    return new Row(
        LocalDate.parse(cells[0]),
        Double.parseDouble(cells[1]),
        Double.parseDouble(cells[2]),
        Double.parseDouble(cells[3]),
        Double.parseDouble(cells[4]),
        Long.parseLong(cells[5]));
  }
}
