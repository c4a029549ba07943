package openbell.scheduler.ownbars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import openbell.model.market.BarColumns;
import openbell.model.portfolio.Owner;
import openbell.model.run.ArtifactRef;
import openbell.model.wire.BarCodec;
import openbell.model.wire.BarCsv;
import openbell.runtime.artifact.adapter.FileArtifactStore;
import openbell.scheduler.ownbars.Uploads.Taken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsTest {
  private static final Owner ADA = new Owner("ada");
  private static final String GOOD = "2020-01-02,9,11,8,10,100";

  @TempDir Path directory;

  private final List<UploadedBars> written = new ArrayList<>();

  @Test
  void storesCheckedBarsUnderTheirHash() {
    // When
    Taken taken = put("MINE", GOOD, "2020-01-03,10,12,9,11,0");
    // Then
    UploadedBars bars = ((Taken.Stored) taken).bars();
    assertThat(written).containsExactly(bars);
    assertThat(bars.first()).isEqualTo(LocalDate.of(2020, 1, 2));
    assertThat(bars.last()).isEqualTo(LocalDate.of(2020, 1, 3));
    ArtifactRef stored = bars.bars().stored();
    assertThat(stored.key()).isEqualTo("uploads/ada/" + stored.sha256() + "/columns.bin");
    BarColumns again = BarCodec.decode(new FileArtifactStore(directory).read(stored));
    assertThat(again.close()).containsExactly(10, 11);
  }

  @Test
  void takesWindowsLineEnds() {
    assertThat(put("MINE", GOOD + "\r", "2020-01-03,10,12,9,11,0\r"))
        .isInstanceOf(Taken.Stored.class);
  }

  @Test
  void refusesASymbolThatEverybodyHas() {
    assertThat(put("SPY", GOOD)).isEqualTo(new Taken.Public());
  }

  @ParameterizedTest
  @ValueSource(strings = {"=CMD", "-2", ".A", "mine", "A/B", "../A", "", "ABCDEFGHIJKLMNOP", "A B"})
  void refusesASymbolThatIsNoneOrLooksLikeAFormula(String symbol) {
    assertThat(put(symbol, GOOD)).isEqualTo(new Taken.BadSymbol());
    assertThat(written).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=2+3,9,11,8,10,100 | line 3: Date is not a date like 2020-12-31",
        "2020-01-03,=cmd(),11,8,10,100 | line 3: Open is not a plain number",
        "2020-01-03,\"9\",11,8,10,100 | line 3: Open is not a plain number",
        "2020-01-03;9;11;8;10;100 | line 3: Date is not a date like 2020-12-31",
        "2020-01-03,9,5,11,8,10,100 | line 3: there are more than 6 columns",
        "2020-01-03,9,11,8 | line 3: there are fewer than 6 columns",
        "2020-01-03,0,11,8,10,100 | line 3: Open must be above 0",
        "2020-01-03,9,7,8,10,100 | line 3: High is below Low",
        "2020-01-02,9,11,8,10,100 | line 3: dates must ascend, and none may be there twice",
        "2020-02-11,9,11,8,10,100 | line 3: there are bars of days after 2020-02-10",
        "2020-01-03,5,6,5,5,100 | line 3: the price fell to half overnight",
      })
  void refusesABadLineWithItsNumber(String line, String why) {
    assertThatThrownBy(() -> put("MINE", GOOD, line))
        .hasMessageStartingWith("INVALID_MARKET_DATA: MINE.csv " + why);
    assertThat(written).isEmpty();
  }

  @Test
  void refusesAnotherHeaderAndMoreBarsThanAnEngineTakes() {
    // Given
    StringBuilder text = new StringBuilder(BarCsv.HEADER).append('\n');
    for (int t = 0; t <= 20_000; t++) {
      text.append(LocalDate.of(1940, 1, 1).plusDays(t)).append(",9,11,8,10,100\n");
    }
    // When, Then
    assertThatThrownBy(() -> uploads().put(ADA, "MINE", "date,close\n".getBytes()))
        .hasMessageContaining("MINE.csv line 1: the header must be");
    assertThatThrownBy(() -> uploads().put(ADA, "MINE", text.toString().getBytes()))
        .hasMessageContaining("MINE.csv line 20002: there are more than 20000 bars");
    assertThatThrownBy(() -> uploads().put(ADA, "MINE", new byte[0]))
        .hasMessageContaining("line 1: there are no bars");
  }

  private Taken put(String symbol, String... lines) {
    String text = BarCsv.HEADER + "\n" + String.join("\n", lines) + "\n";
    return uploads().put(ADA, symbol, text.getBytes(StandardCharsets.UTF_8));
  }

  private Uploads uploads() {
    return new Uploads(
        new Ledger(),
        new FileArtifactStore(directory),
        () -> new TreeSet<>(List.of("SPY")),
        Clock.fixed(Instant.parse("2020-02-10T09:00:00Z"), ZoneOffset.UTC));
  }

  private final class Ledger implements UploadLedger {
    @Override
    public List<UploadedBars> list(Owner owner) {
      return written;
    }

    @Override
    public Optional<UploadedBars> find(Owner owner, String symbol) {
      return Optional.empty();
    }

    @Override
    public Kept keep(Owner owner, UploadedBars bars, int most) {
      written.add(bars);
      return Kept.NEW;
    }

    @Override
    public Removal remove(Owner owner, String symbol) {
      return new Removal.Unknown();
    }
  }
}
