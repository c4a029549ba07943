package openbell.scheduler.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import openbell.model.artifact.RunArtifact;
import openbell.model.artifact.RunArtifact.YearReturns;
import openbell.model.hash.Sha256;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  private static final LocalDate DAY = LocalDate.of(2018, 5, 4);
  private static final String UPLOT = "/META-INF/resources/assets/vendor/uplot-1.6.32/";

  @Test
  void everyMonthHasItsNumberAndAColourBySize() {
    // Given a year that begins in October
    YearReturns year = new YearReturns(2017, 0.03, 10, List.of(0.012, -0.0002, -0.12));

    // When
    HeatMap map = HeatMap.of(result(List.of(year)));

    // Then
    List<HeatMap.Cell> months = map.rows().getFirst().months();
    assertThat(map.months()).hasSize(12).startsWith("Jan");
    assertThat(months).hasSize(12);
    assertThat(months.subList(0, 9)).containsOnly(new HeatMap.Cell("", "none"));
    assertThat(months.subList(9, 12))
        .containsExactly(
            new HeatMap.Cell("1.2", "gain1"),
            new HeatMap.Cell("0.0", "flat"),
            new HeatMap.Cell("-12.0", "loss4"));
    assertThat(map.rows().getFirst().total()).isEqualTo(new HeatMap.Cell("3.0", "gain2"));
  }

  @Test
  void theChartLibraryIsTheOneWhoseHashIsWrittenDown() throws IOException {
    // Given
    String sums = new String(bytes("SHA256SUMS"), StandardCharsets.UTF_8);

    // Then
    assertThat(sums.lines()).hasSize(3);
    for (String line : sums.lines().toList()) {
      String[] parts = line.split(" +");
      assertThat(Sha256.hex(bytes(parts[1]))).as(parts[1]).isEqualTo(parts[0]);
    }
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = HeatMapTest.class.getResourceAsStream(UPLOT + name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }

  private static RunArtifact result(List<YearReturns> years) {
    return new RunArtifact(
        "n", "c", "USD", DAY, DAY, "h", "e", List.of(), 0, 0, Map.of(), Map.of(), List.of(),
        List.of(), List.of(), List.of(), List.of(), List.of(), years, List.of(), List.of());
  }
}
