package openbell.machines.intake.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void comparesWaysInATableAndAPicture(@TempDir Path directory) throws IOException {
    // Given
    Path picture = directory.resolve("day.svg");
    // When
    int code = call("simulate", "--scenario", "a", "--known", "--svg", picture.toString());
    // Then
    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("# as of")
        .contains("killed")
        .contains("static 3")
        .contains("(tuned)")
        .contains("openbell")
        .contains("Three known ways");
    assertThat(Files.readString(picture))
        .startsWith("<svg")
        .contains("static 1")
        .endsWith("</svg>\n");
  }

  @Test
  void playsARecordedDayForPrograms(@TempDir Path directory) throws IOException {
    // Given
    Path recorded = directory.resolve("day.csv");
    Files.write(
        recorded, List.of("arrived,owner,portfolio,seconds", "2026-11-20T14:30:00Z,ann,p,2"));
    // When
    int code = call("simulate", "--trace", recorded.toString(), "--deadline", "60", "--json");
    // Then
    assertThat(code).isZero();
    assertThat(out.toString())
        .startsWith("{\"seed\": 1")
        .contains("\"scenario\": \"I\"")
        .contains("\"deadlineSeconds\": 60")
        .contains("\"killed\": 0");
  }

  @Test
  void searchesOverAPriceList(@TempDir Path directory) throws IOException {
    // Given
    Path prices = directory.resolve("prices.csv");
    Files.write(prices, List.of("# as of 2026-01-01", "large,4,1,50"));
    // When
    int code = call("simulate", "--scenario", "J", "--search", "--prices", prices.toString());
    // Then
    assertThat(code).isZero();
    assertThat(out.toString()).contains("best first").contains("on large");
  }

  @Test
  void saysWhatIsWrongAndWhatThereIs() {
    // When / Then
    assertThat(call("simulate", "--scenario", "X")).isEqualTo(OfflineVerbs.MISUSED);
    assertThat(call("simulate", "--machine", "abacus")).isEqualTo(OfflineVerbs.MISUSED);
    assertThat(call("simulate", "--deadline", "0")).isEqualTo(OfflineVerbs.MISUSED);
    assertThat(call("simulate", "--trace", "/no/such/file")).isEqualTo(OfflineVerbs.NO_FILE);
    assertThat(call()).isEqualTo(OfflineVerbs.MISUSED);
    assertThat(err.toString())
        .contains("there is A, B")
        .contains("performance-1x")
        .contains("86400");
  }

  private int call(String... words) {
    return OfflineVerbs.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }
}
