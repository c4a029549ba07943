package openbell.worker.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvBarSourceTest {
  private static final LocalDate LATER = LocalDate.of(2100, 1, 1);
  private static final String HEADER = "Date,Open,High,Low,Close,Volume\n";
  private static final String DAY_1 = "2020-01-06,10,12,9,11,1000\n";
  private static final String DAY_2 = "2020-01-07,11,13.5,10,13,0\n";

  @TempDir Path directory;

  @Test
  void readsBarsUpToTheDayARunMayKnow() throws IOException {
    // Given
    write("SPY", HEADER + DAY_1 + DAY_2);
    CsvBarSource source = new CsvBarSource(directory, 1_000);
    // When
    BarSeries all = source.load("SPY", LATER);
    BarSeries first = source.load("SPY", LocalDate.of(2020, 1, 6));
    BarSeries none = source.load("SPY", LocalDate.of(2020, 1, 5));
    // Then
    assertThat(all.size()).isEqualTo(2);
    assertThat(all.column(Column.HIGH)).containsExactly(12, 13.5);
    assertThat(first.size()).isEqualTo(1);
    assertThat(first.date(0)).isEqualTo("2020-01-06");
    assertThat(none.size()).isZero();
  }

  @Test
  void acceptsWindowsLineEndsAndAMissingLastOne() throws IOException {
    write("SPY", (HEADER + DAY_1 + DAY_2.strip()).replace("\n", "\r\n"));
    assertThat(new CsvBarSource(directory, 1_000).load("SPY", LATER).size()).isEqualTo(2);
  }

  @Test
  void readsAFileOnceForManyRunsAndAgainWhenItChanges() throws IOException {
    // Given
    write("SPY", HEADER + DAY_1);
    CsvBarSource source = new CsvBarSource(directory, 1_000);
    // When
    for (int run = 0; run < 1_000; run++) {
      source.load("SPY", LATER);
    }
    long reads = source.reads();
    write("SPY", HEADER + DAY_1 + DAY_2);
    // Then
    assertThat(reads).isEqualTo(1);
    assertThat(source.load("SPY", LATER).size()).isEqualTo(2);
  }

  @Test
  void noticesAChangeThatKeepsTheSize() throws IOException {
    write("SPY", HEADER + DAY_1);
    CsvBarSource source = new CsvBarSource(directory, 1_000);
    source.load("SPY", LATER);
    write("SPY", HEADER + DAY_1.replace(",11,", ",12,"));
    Files.setLastModifiedTime(directory.resolve("SPY.csv"), FileTime.fromMillis(1));
    assertThat(source.load("SPY", LATER).close()).containsExactly(12);
  }

  @Test
  void forgetsTheSeriesUsedLongestAgoWhenItIsFull() throws IOException {
    for (String symbol : new String[] {"A", "B", "C"}) {
      write(symbol, HEADER + DAY_1 + DAY_2);
    }
    CsvBarSource source = new CsvBarSource(directory, 4);
    for (String symbol : new String[] {"A", "B", "A", "C", "A"}) {
      source.load(symbol, LATER);
    }
    assertThat(source.reads()).isEqualTo(3);
    source.load("B", LATER);
    assertThat(source.reads()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../SPY",
        "..",
        "/etc/passwd",
        "a/b",
        "spy",
        "",
        "SPY\0",
        "SPY.csv/..",
        "%2e%2e",
        "${x}"
      })
  void neverLeavesItsDirectory(String symbol) throws IOException {
    Files.createFile(directory.resolve("SPY.csv"));
    assertThatThrownBy(() -> new CsvBarSource(directory, 10).load(symbol, LATER))
        .hasMessageStartingWith("SYMBOL_GONE: there are no bars of ");
  }

  @Test
  void saysWhichSymbolItLacks() throws IOException {
    CsvBarSource source = new CsvBarSource(directory, 10);
    assertThatThrownBy(() -> source.load("SPY", LATER))
        .as("nothing is known of any symbol")
        .hasMessage(
            "MARKET_DATA_UNAVAILABLE: no bars of SPY now: the directory of bars is empty or away");
    Files.createDirectory(directory.resolve("DIR.csv"));
    assertThatThrownBy(() -> source.load("SPY", LATER))
        .hasMessage("SYMBOL_GONE: there are no bars of SPY: the source does not know it");
    assertThatThrownBy(() -> source.load("DIR", LATER))
        .hasMessage("SYMBOL_GONE: there are no bars of DIR: the source does not know it");
  }

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2020-01-08,10,12,9,11|there are fewer than 6 columns",
        "2020-01-08,10,12,9,11,1,1|there are more than 6 columns",
        "2020-01-07,10,12,9,11,1|dates must ascend, and none may be there twice",
        "2020-01-05,10,12,9,11,1|dates must ascend, and none may be there twice",
        "2020-02-30,10,12,9,11,1|Date is not a date like 2020-12-31",
        "08.01.2020,10,12,9,11,1|Date is not a date like 2020-12-31",
        "2020-01-08,0,12,9,11,1|Open must be above 0",
        "2020-01-08,10,12,-9,11,1|Low must be above 0",
        "2020-01-08,10,9,12,11,1|High is below Low",
        "2020-01-08,10,12,9,NaN,1|Close is not a plain number",
        "2020-01-08,10,12,9,,1|Close is not a plain number",
        "2020-01-08,10,12,9,Infinity,1|Close is not a plain number",
        "2020-01-08,10,12,9,1e400,1|Close is too large",
        "2020-01-08,10,12,9,0x1p3,1|Close is not a plain number",
        "2020-01-08,10,12,9,11d,1|Close is not a plain number",
        "2020-01-08,10,12,9,11,-1|Volume must not be negative",
        "2020-01-08;10;12;9;11;1|Date is not a date like 2020-12-31",
        "2020-01-08,\"10\",12,9,11,1|Open is not a plain number"
      })
  void refusesADoubtfulLineByItsNumber(String line, String why) throws IOException {
    write("SPY", HEADER + DAY_1 + DAY_2 + line + "\n");
    assertThatThrownBy(() -> new CsvBarSource(directory, 10).load("SPY", LATER))
        .hasMessage("INVALID_MARKET_DATA: SPY.csv line 4: " + why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Date,Close\n2020-01-06,1\n", "\uFEFF" + HEADER + DAY_1})
  void refusesAFileWithoutItsHeader(String content) throws IOException {
    write("SPY", content);
    assertThatThrownBy(() -> new CsvBarSource(directory, 10).load("SPY", LATER))
        .hasMessageStartingWith("INVALID_MARKET_DATA: SPY.csv line 1: ");
  }

  @Test
  void refusesAFileThatIsTooLargeWithoutReadingIt() throws IOException {
    try (var file = new java.io.RandomAccessFile(directory.resolve("BIG.csv").toFile(), "rw")) {
      file.setLength(CsvBarSource.LARGEST_FILE + 1);
    }
    CsvBarSource source = new CsvBarSource(directory, 10);
    assertThatThrownBy(() -> source.load("BIG", LATER))
        .hasMessageStartingWith("INVALID_MARKET_DATA: BIG.csv is larger than");
    assertThat(source.reads()).isZero();
  }

  private void write(String symbol, String content) throws IOException {
    Files.writeString(directory.resolve(symbol + ".csv"), content);
  }
}
