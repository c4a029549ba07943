package openbell.worker.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import openbell.model.market.BarColumns;
import openbell.model.market.BarGate;
import openbell.model.market.BarVerdict;
import openbell.model.wire.BarCsv;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.testing.Golden;
import org.junit.jupiter.api.Test;

/// The gate on thirty years of real bars of eighteen symbols, read where they are.
class RealBarsTest {
  private static final LocalDate LATER = LocalDate.of(2030, 1, 1);

  @Test
  void passesAllRealHistories() {
    for (BarSeries series : all("adjusted")) {
      assertThat(BarGate.check(series.bars(), LATER))
          .as(series.symbol())
          .isEqualTo(new BarVerdict.Clean());
    }
  }

  @Test
  void takesNoRealDayForASplitAlsoWhenItIsTheNewest() {
    // Given 85,000 adjusted days, AAPL 2000-09-29, six days of AIG and 32 of VIX among them
    List<String> found = new ArrayList<>();
    int days = 0;
    for (BarSeries series : all("adjusted")) {
      days += series.size();
      found.addAll(jumps(series));
    }
    // Then
    assertThat(days).isGreaterThan(85_000);
    assertThat(found).isEmpty();
  }

  @Test
  void findsTheRealSplitsOfUsualRatiosOnTheirDay() {
    List<String> found = all("raw").stream().flatMap(series -> jumps(series).stream()).toList();
    // The 5:4 of AIG in 1999 is like any bad day.
    assertThat(found)
        .containsExactlyInAnyOrder(
            "AAPL 2000-06-21",
            "AAPL 2005-02-28",
            "AAPL 2014-06-09",
            "AAPL 2020-08-31",
            "AIG 1998-08-03",
            "AIG 2000-07-31",
            "AIG 2009-07-01",
            "BAC 2004-08-30",
            "EEM 2005-06-09",
            "EEM 2008-07-24",
            "GOOGL 2014-04-03",
            "IBM 1999-05-27",
            "IWM 2005-06-09");
  }

  private static List<String> jumps(BarSeries series) {
    List<String> found = new ArrayList<>();
    for (int t = 1; t < series.size(); t++) {
      BarColumns upToThisDay = series.slice(t - 1, t + 1).bars();
      if (BarGate.check(upToThisDay, LATER) instanceof BarVerdict.Cut) {
        found.add(series.symbol() + " " + series.date(t));
      }
    }
    return found;
  }

  private static List<BarSeries> all(String folder) {
    Path directory = Golden.folder().resolve("market").resolve(folder);
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().map(RealBarsTest::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BarSeries read(Path file) {
    String symbol = file.getFileName().toString().replace(".csv", "");
    try {
      return BarSeries.of(symbol, BarCsv.read(symbol, Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
