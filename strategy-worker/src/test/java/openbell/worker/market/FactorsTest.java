package openbell.worker.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import openbell.model.market.BarColumns;
import openbell.model.wire.BarCsv;
import openbell.worker.adapter.FactorBarSource;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.testing.Bars;
import openbell.worker.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactorsTest {
  @ParameterizedTest
  @ValueSource(strings = {"AAPL", "AIG", "BAC", "EEM", "GOOGL", "IBM", "IWM", "SPY"})
  void makesTheAdjustedBarsOfTheRawOnes(String symbol) throws IOException {
    // Given
    Path market = Golden.folder().resolve("market");
    byte[] factors = Files.readAllBytes(market.resolve("factors/" + symbol + ".factors.csv"));
    BarColumns wanted = bars(market.resolve("adjusted"), symbol);
    // When
    BarColumns adjusted = Factors.read(symbol, factors).adjust(bars(market.resolve("raw"), symbol));
    // Then
    assertThat(adjusted.days()).isEqualTo(wanted.days());
    double most = 0;
    for (int c = 0; c < BarColumns.COLUMNS; c++) {
      for (int t = 0; t < wanted.size(); t++) {
        double want = wanted.ohlcv()[c][t];
        double off = Math.abs(adjusted.ohlcv()[c][t] - want);
        most = Math.max(most, want == 0 ? off : off / want);
      }
    }
    assertThat(most).isLessThanOrEqualTo(1e-5);
  }

  @Test
  void aRowHoldsUpToItsLastDateAndAfterTheOneBefore() {
    // Given a 2:1 split after the second day and a dividend of 10 % after the third
    Factors factors = read("2020-01-07,0.9,0.5,100\n2020-01-08,0.9,1,60\r\n2050-12-31,1,1,0");
    // When
    BarColumns adjusted = factors.adjust(bars(100, 102, 60, 54.1234567));
    // Then
    assertThat(adjusted.close()).containsExactly(45, 45.9, 54, 54.123457);
    assertThat(adjusted.volume()).containsExactly(2000, 2000, 1000, 1000);
  }

  @Test
  void refusesBarsThatAreNewerThanTheFactors() {
    Factors factors = read("2020-01-07,1,1,100");
    assertThatThrownBy(() -> factors.adjust(bars(1, 2, 3)))
        .hasMessage("INVALID_MARKET_DATA: AAA ends before the bar of 2020-01-08");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-01-07,1,1 | line 2: there must be 4 columns",
        "2020-1-7,1,1,0 | line 2: LastDate is not a date like 2020-12-31",
        "2020-01-07,1,0,0 | line 2: SplitFactor must be above 0 and at most a million",
        "2020-01-07,-1,1,0 | line 2: PriceFactor is not a plain number",
        "2020-01-07,NaN,1,0 | line 2: PriceFactor is not a plain number",
        "2020-01-07,=1+1,1,0 | line 2: PriceFactor is not a plain number",
        "2020-01-07,1,1,\"0\" | line 2: ReferencePrice is not a plain number",
      })
  void refusesARowWithItsLine(String row, String why) {
    assertThatThrownBy(() -> read(row)).hasMessage("INVALID_MARKET_DATA: AAA " + why);
  }

  @Test
  void refusesRowsThatDoNotAscendAndFilesThatAreNone() {
    assertThatThrownBy(() -> read("2020-01-07,1,1,0\n2020-01-07,1,1,0\n"))
        .hasMessageContaining("AAA line 3: dates must ascend");
    assertThatThrownBy(() -> read("")).hasMessageContaining("AAA line 1: there are no factors");
    assertThatThrownBy(() -> Factors.read("AAA", new byte[0]))
        .hasMessageContaining("AAA line 1: the header must be");
  }

  @Test
  void adjustsTheBarsOfAnotherSourceAndRefusesToGuess(@TempDir Path directory) throws IOException {
    // Given
    BarSource raw = query -> LoadedBars.of(Bars.flat(query.symbol(), 100, 50), "csv");
    Files.writeString(
        directory.resolve("AAA.factors.csv"),
        Factors.HEADER + "\n2020-01-06,1,0.5,100\n2050-12-31,1,1,0\n");
    FactorBarSource source = new FactorBarSource(raw, directory, 1_000);
    // When
    LoadedBars bars = source.load(new BarQuery("AAA", LocalDate.MAX, java.time.Instant.MAX));
    // Then
    assertThat(bars.series().close()).containsExactly(50, 50);
    assertThat(bars.source()).isEqualTo("csv+factors");
    assertThatThrownBy(() -> source.load("BBB", LocalDate.MAX))
        .hasMessageStartingWith("INVALID_MARKET_DATA: there is no file BBB.factors.csv");
    assertThatThrownBy(() -> source.load("../AAA", LocalDate.MAX))
        .hasMessageContaining("no bars of such a symbol");
  }

  private static Factors read(String rows) {
    String text = Factors.HEADER + "\n" + rows;
    return Factors.read("AAA", text.getBytes(StandardCharsets.UTF_8));
  }

  private static BarColumns bars(double... closes) {
    BarSeries series = Bars.flat("AAA", closes);
    double[] volume = new double[closes.length];
    java.util.Arrays.fill(volume, 1000);
    return new BarColumns(series.days(), closes, closes, closes, closes, volume);
  }

  private static BarColumns bars(Path folder, String symbol) throws IOException {
    return BarCsv.read(symbol, Files.readAllBytes(folder.resolve(symbol + ".csv")));
  }
}
