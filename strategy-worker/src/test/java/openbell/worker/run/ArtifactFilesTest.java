package openbell.worker.run;

import static openbell.worker.testing.Documents.constant;
import static openbell.worker.testing.Documents.own;
import static openbell.worker.testing.Documents.portfolio;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilderFactory;
import openbell.worker.engine.Engine;
import openbell.worker.engine.RunResult;
import openbell.worker.engine.series.BarSet;
import openbell.worker.testing.Bars;
import openbell.worker.testing.Documents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class ArtifactFilesTest {

  @Test
  void writesTheTablesAPersonCanCheckByHand() {
    // Given: 10 pieces bought at 12, sold at 9; the rest is the benchmark and a named column
    Documents document =
        portfolio("AAA")
            .buy("GreaterThan", own("Close"), constant(10))
            .sell("LessThan", own("Close"), constant(10))
            .capital(
                Documents.capital(
                    "PercentCapitalStrategy", Map.of("initial_capital", 110, "percents", 100)))
            .execution(
                Documents.execution(
                    openbell.model.portfolio.Execution.Fill.NEXT_OPEN,
                    openbell.model.portfolio.Execution.SizeAt.FILL_PRICE,
                    openbell.model.portfolio.Execution.OnCashShortage.RESIZE))
            .benchmark("BBB")
            .column("mean2", Documents.inline("SMA", Map.of("period", 2)));
    RunResult result =
        new Engine()
            .run(
                document.build(),
                "",
                BarSet.of(Bars.flat("AAA", 11, 11, 9, 9.5), Bars.flat("BBB", 1, 2, 3, 4)),
                Bars.FIRST.plusDays(9));
    // When
    Map<String, byte[]> files = ArtifactFiles.of(result);
    // Then
    assertThat(text(files, "equity.csv"))
        .isEqualTo(
            """
            Date,Equity,Cash,Drawdown,Benchmark
            2020-01-06,110.00,110.00,0.000000,110.00
            2020-01-07,110.00,0.00,0.000000,220.00
            2020-01-08,90.00,0.00,-0.181818,330.00
            2020-01-09,95.00,95.00,-0.136364,440.00
            """);
    assertThat(text(files, "trades.csv"))
        .isEqualTo(
            """
            Symbol,Entered,Exited,Quantity,EntryPrice,ExitPrice,PnL,ReturnPercent,Bars
            AAA,2020-01-07,2020-01-09,10,11,9.5,-15.00,-13.636364,2
            """);
    assertThat(text(files, "signals.csv"))
        .isEqualTo(
            """
            Date,Symbol,State,Close,mean2
            2020-01-06,AAA,B,11,
            2020-01-07,AAA,H,11,11
            2020-01-08,AAA,S,9,10
            2020-01-09,AAA,E,9.5,9.25
            """);
  }

  @Test
  void drawsAPictureThatIsWellFormedAndCarriesNoScript() throws Exception {
    RunResult result =
        new Engine()
            .run(
                portfolio("AAA").buy("Always").neverSells().build(),
                "",
                BarSet.of(Bars.flat("AAA", 11, 12, 9, 14)),
                Bars.FIRST.plusDays(9));
    byte[] svg = ArtifactFiles.of(result).get("chart.svg");
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg));
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    assertThat(text(Map.of("svg", svg), "svg")).contains("Buy 8333 AAA at 12");
    assertThat(Chart.escape("<script>&\"\u0001\u202E")).isEqualTo("&lt;script&gt;&amp;&quot;");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 64 << 20})
  void writesSharedColumnsLikeNewOnes(long room) {
    // Given
    RunResult result =
        new Engine()
            .run(
                portfolio("AAA", "BBB").buy("Always").neverSells().column("c", own("HL2")).build(),
                "",
                BarSet.of(
                    Bars.walk("AAA", 300, 9, new SplittableRandom(1)),
                    Bars.walk("BBB", 300, 9, new SplittableRandom(2))),
                Bars.FIRST.plusDays(999));
    Map<String, byte[]> once = ArtifactFiles.of(result);
    ArtifactFiles files = new ArtifactFiles(room);
    for (int i = 0; i < 3; i++) {
      // When
      Map<String, byte[]> again = files.write(result);
      // Then
      assertThat(again.keySet()).isEqualTo(once.keySet());
      again.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(once.get(name)));
    }
  }

  @Test
  void drawsEveryPeakAndFallWithFewPoints() {
    // Given: 5,000 values with one high and one low among them
    double[] values = new double[5_000];
    Arrays.fill(values, 50);
    values[1_234] = 99;
    values[3_456] = 1;
    ByteText out = new ByteText(64);
    // When
    new Polyline(0, 860, 0, 1).draw(values, out);
    // Then
    String[] numbers = new String(out.bytes(), StandardCharsets.US_ASCII).split(" ");
    assertThat(numbers).contains("99", "1").hasSizeLessThan(2 * 860);
    assertThat(numbers).startsWith("0", "50").endsWith("860", "50");
  }

  @Test
  void neverWritesAFormulaIntoACell() {
    assertThat(ArtifactFiles.cell("=HYPERLINK(\"x\")")).isEqualTo("\"'=HYPERLINK(\"\"x\"\")\"");
    assertThat(ArtifactFiles.cell("^GSPC")).isEqualTo("'^GSPC");
    assertThat(ArtifactFiles.cell("sma50")).isEqualTo("sma50");
  }

  private static String text(Map<String, byte[]> files, String name) {
    return new String(files.get(name), StandardCharsets.UTF_8);
  }
}
