package openbell.worker.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import openbell.model.wire.BarCsv;
import openbell.worker.engine.series.BarSeries;

/// Reads one bars file for a test, whatever it is called.
public final class CsvBars {
  private CsvBars() {}

  public static BarSeries read(Path file) {
    String name = file.getFileName().toString();
    String symbol =
        name.substring(0, name.indexOf('.')).replace('_', '.').toUpperCase(java.util.Locale.ROOT);
    try {
      return BarSeries.of(
          symbol.substring(0, Math.min(15, symbol.length())),
          BarCsv.read(symbol + ".csv", Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
