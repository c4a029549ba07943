package openbell.scheduler.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileInstrumentsTest {
  @TempDir Path directory;

  @Test
  void readsOneSymbolPerLineAndReadsAgainWhenTheFileChanges() throws Exception {
    // Given
    Path file =
        Files.writeString(directory.resolve("symbols.txt"), "# funds\nSPY\n\n ^GSPC # index\n");
    FileInstruments instruments = new FileInstruments(file);
    assertThat(instruments.symbols()).containsExactly("SPY", "^GSPC");

    // When
    Files.writeString(file, "SPY\nIWM\nBRK.B\n");

    // Then
    assertThat(instruments.symbols()).containsExactly("BRK.B", "IWM", "SPY");
  }

  @Test
  void namesTheLineThatIsNoSymbol() throws Exception {
    Path file = Files.writeString(directory.resolve("symbols.txt"), "SPY\nspy us\n");
    assertThatThrownBy(new FileInstruments(file)::symbols)
        .hasMessage("MARKET_DATA_UNAVAILABLE: Line 2 of the list of symbols is no symbol.");
  }

  @Test
  void listsTheBarsOfADirectory() throws Exception {
    Files.createFile(directory.resolve("SPY.csv"));
    assertThat(new FileInstruments(directory).symbols()).containsExactly("SPY");
  }
}
