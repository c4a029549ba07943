package openbell.worker.intake.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  private static final String A = Call.sample("golden-cross");
  private static final String B = Call.sample("macd-crossing");

  @TempDir Path directory;

  private final Call call = new Call();

  @Test
  void setsTwoPortfoliosSideBySideOverTheirCommonSpan() {
    // When
    int code = call.run("compare", A, B);
    // Then
    assertThat(call.err()).isEmpty();
    assertThat(code).isZero();
    assertThat(call.out())
        .contains("A ● Golden cross on Apple", "B ○ MACD crossing on Apple")
        .contains("Common span: 2014-06-02 to 2018-05-11, 995 days; both start on its first day")
        .contains("Correlation of daily returns: 0.36")
        .contains("Days with different states in AAPL: ")
        .contains("2018-05-02  AAPL  A Hold, B Buy")
        .containsPattern("Sharpe ratio +1\\.12 +1\\.13 +\\+0\\.0")
        .containsPattern("AAPL +Hold +97\\.2 % +Hold +95\\.0 %");
    assertThat(call.out().lines().map(Words::width)).allMatch(width -> width <= 80);
  }

  @Test
  void aPortfolioEqualsItself() {
    // When
    int code = call.run("compare", A, A);
    // Then
    assertThat(code).isZero();
    assertThat(call.out())
        .contains("Correlation of daily returns: 1.00", "AAPL: 0 of 995", "◆")
        .contains("+0.0 pp")
        .doesNotContain("○  ", "A Hold, B");
  }

  @Test
  void theSpansOfBothAreTheSameWhereTheirBarsEndOnDifferentDays() {
    // When
    int code = call.run("compare", A, Call.sample("index-trend"), "--json");
    // Then
    assertThat(code).isZero();
    assertThat(call.out())
        .startsWith("{")
        .contains("\"start\": \"2014-06-02\"", "\"end\": \"2018-05-11\"", "\"correlation\": 0.")
        .contains("\"differences\": []");
  }

  @Test
  void saysThatNoStatesCanBeComparedWithoutASharedSymbol() {
    // When
    int code = call.run("compare", A, Call.sample("index-trend"));
    // Then
    assertThat(code).isZero();
    assertThat(call.out())
        .contains("share no symbol")
        .containsPattern("SPX +- +(Hold|Empty|Buy|Sell)");
  }

  @Test
  void twoSpansWithoutACommonDayCannotBeCompared() throws IOException {
    // Given
    String late = Files.readString(Path.of(A)).replace("2014-06-02", "2017-01-03");
    String early =
        Files.readString(Path.of(A))
            .replace("\"start_date\"", "\"end_date\": \"2015-12-31\", \"start_date\"");
    Path a = Files.writeString(directory.resolve("late.json"), late);
    Path b = Files.writeString(directory.resolve("early.json"), early);
    // When
    int code = call.run("compare", a.toString(), b.toString());
    // Then
    assertThat(code).isEqualTo(1);
    assertThat(call.err()).contains("the two have no day in common: 2017-01-03 to 2018-05-11");
  }

  @Test
  void readsPlainlyWithoutBlocks() {
    // Given
    call.on(new Screen(80, false, false));
    // When
    int code = call.run("compare", A, B);
    // Then
    assertThat(code).isZero();
    assertThat(call.out().chars()).allMatch(c -> c < 128);
    assertThat(call.out()).contains("A a Golden cross", "B b MACD crossing");
  }

  @Test
  void namesEveryDocumentThatIsRefused() throws IOException {
    // Given
    Path bad = Files.writeString(directory.resolve("bad.json"), "{}");
    Path worse = Files.writeString(directory.resolve("worse.json"), "[]");
    // When
    int code = call.run("compare", bad.toString(), worse.toString());
    // Then
    assertThat(code).isEqualTo(1);
    assertThat(call.err()).contains("bad.json is refused", "worse.json is refused");
  }

  @Test
  void needsTwoDocuments() {
    // When
    int code = call.run("compare", A);
    // Then
    assertThat(code).isEqualTo(2);
    assertThat(call.err()).contains("Missing required parameter: 'B.json'");
  }

  @Test
  void tellsWhichFileIsNotThere() {
    // When
    int code = call.run("compare", A, directory.resolve("none.json").toString());
    // Then
    assertThat(code).isEqualTo(3);
    assertThat(call.err()).contains("none.json does not exist");
  }
}
