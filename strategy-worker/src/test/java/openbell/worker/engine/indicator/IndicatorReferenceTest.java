package openbell.worker.engine.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// `docs/indicators.md` is what the registrations say. `-Dopenbell.write=true` writes it anew.
class IndicatorReferenceTest {
  private static final Path FILE =
      Path.of(System.getProperty("openbell.root", "..")).resolve("docs/indicators.md");

  @Test
  void theReferenceSaysWhatTheRegistrationsSay() throws IOException {
    String expected = IndicatorReference.markdown();
    if (Boolean.getBoolean("openbell.write")) {
      Files.writeString(FILE, expected);
    }
    assertThat(FILE).content().isEqualTo(expected);
  }

  @Test
  void everyIndicatorSaysWhatItComputes() {
    assertThat(Indicators.all()).allSatisfy(one -> assertThat(one.formula()).isNotBlank());
    assertThat(Indicators.transformers()).allSatisfy(one -> assertThat(one.formula()).isNotBlank());
  }
}
