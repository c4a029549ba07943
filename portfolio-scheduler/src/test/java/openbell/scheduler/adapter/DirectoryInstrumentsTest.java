package openbell.scheduler.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import openbell.model.run.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryInstrumentsTest {
  @TempDir Path directory;

  @Test
  void listsTheFilesThatAreNamedLikeSymbols() throws Exception {
    // Given
    for (String name : new String[] {"AAPL.csv", "^GSPC.csv", "readme.csv", "SPY.txt"}) {
      Files.createFile(directory.resolve(name));
    }

    // When
    var symbols = new DirectoryInstruments(directory).symbols();

    // Then
    assertThat(symbols).containsExactly("AAPL", "^GSPC");
  }

  @Test
  void seesAFileThatIsAddedLater() throws Exception {
    // Given
    Files.createFile(directory.resolve("AAPL.csv"));
    Files.setLastModifiedTime(directory, FileTime.fromMillis(1_000));
    DirectoryInstruments instruments = new DirectoryInstruments(directory);
    assertThat(instruments.symbols()).hasSize(1);

    // When
    Files.createFile(directory.resolve("SPY.csv"));

    // Then
    assertThat(instruments.symbols()).containsExactly("AAPL", "SPY");
  }

  @Test
  void saysThatADirectoryCannotBeRead() {
    // Given
    DirectoryInstruments instruments = new DirectoryInstruments(directory.resolve("absent"));

    // When
    var asking = assertThatThrownBy(instruments::symbols);

    // Then
    asking.isInstanceOf(FailureException.class).hasMessageContaining("MARKET_DATA_UNAVAILABLE");
  }
}
