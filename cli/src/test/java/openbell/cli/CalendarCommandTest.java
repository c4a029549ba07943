package openbell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalendarCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void printsHolidaysAndShortDaysWithTheirHours() {
    // When
    int exit = run("calendar", "XNYS", "--from", "2026-11-25", "--to", "2026-11-30");

    // Then
    assertThat(exit).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "date        day  open   close  break  kind",
            "2026-11-25  Wed  09:30  16:00         full",
            "2026-11-26  Thu                       closed: Thanksgiving Day",
            "2026-11-27  Fri  09:30  13:00         half",
            "2026-11-30  Mon  09:30  16:00         full",
            "3 sessions, clock of America/New_York; XNYS is known from 1990-01-01 to 2035-12-31.");
  }

  @Test
  void printsBreaksAndAnOverrideAsJson() throws IOException {
    // Given
    Path file = folder.resolve("override.json");
    Files.writeString(
        file,
        """
        {"entries": [{"exchange": "XSHG", "date": "2026-11-24", "kind": "closure",
          "reason": "storm"}]}
        """);

    // When
    int exit =
        run(
            "calendar",
            "xshg",
            "--from=2026-11-23",
            "--to=2026-11-24",
            "--json",
            "--override=" + file);

    // Then
    JsonNode json = JsonMapper.builder().build().readTree(out.toString());
    assertThat(exit).isZero();
    assertThat(json.at("/days/0/breaks/0/start").textValue()).isEqualTo("2026-11-23T03:30:00Z");
    assertThat(json.at("/days/1/reason").textValue()).isEqualTo("storm");
    assertThat(json.at("/horizon").textValue()).isEqualTo("2026-12-31");
  }

  @Test
  void saysNoBeyondTheHorizonInsteadOfGuessing() {
    // When
    int exit = run("calendar", "XSHE", "--from", "2026-12-31", "--to", "2027-01-01");

    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(out.toString()).contains("2027-01-01  Fri").contains("not known");
  }

  @Test
  void namesTheKnownExchanges() {
    // When
    int exit = run("calendar", "NYSE");

    // Then
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("H24, XHKG, XLON, XNAS, XNYS, XSHE, XSHG");
  }

  private int run(String... arguments) {
    return OpenbellCommand.commandLine(Surroundings.real())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
