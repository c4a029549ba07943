package openbell.worker.adapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.market.BarMemory;
import openbell.worker.market.BarQuery;
import openbell.worker.market.BarSource;
import openbell.worker.market.Factors;
import openbell.worker.market.LoadedBars;
import openbell.worker.market.NoBars;

/// Raw bars of another source, adjusted by a directory with one `SYMBOL.factors.csv` per symbol.
///
/// A symbol without corporate actions has a file with one row of ones: a missing file is refused,
/// because raw prices must not pass for adjusted ones. The last adjusted series of each symbol is
/// kept, so that many runs share it.
public final class FactorBarSource implements BarSource {
  static final long LARGEST_FILE = 1L << 20;

  private final BarSource raw;
  private final Path directory;
  private final BarMemory<Kept> memory;

  /// @param raw bars that are not adjusted
  /// @param directory of the factor files
  /// @param mostBars adjusted bars kept in memory, 48 bytes each
  public FactorBarSource(BarSource raw, Path directory, long mostBars) {
    this.raw = raw;
    this.memory = new BarMemory<>(mostBars);
    this.directory = directory.toAbsolutePath().normalize();
  }

  private record Kept(FileTime modified, long bytes, BarSeries raw, BarSeries adjusted) {}

  @Override
  public LoadedBars load(BarQuery query) {
    String symbol = query.symbol();
    // Without this, a symbol could name a place outside the directory.
    NoBars.requireSymbol(symbol);
    LoadedBars loaded = raw.load(query);
    try {
      return new LoadedBars(
          adjusted(symbol, loaded.series()),
          loaded.source() + "+factors",
          loaded.fetchedAt(),
          loaded.remark());
    } catch (IOException e) {
      if (e instanceof NoSuchFileException && Files.isDirectory(directory)) {
        throw FailureException.of(
            FailureReason.INVALID_MARKET_DATA,
            "there is no file " + symbol + ".factors.csv to adjust the raw bars with");
      }
      throw NoBars.now("the factors of " + symbol + " cannot be read now", e);
    }
  }

  private synchronized BarSeries adjusted(String symbol, BarSeries bars) throws IOException {
    String name = symbol + ".factors.csv";
    Path file = directory.resolve(name);
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    Kept known = memory.find(symbol).orElse(null);
    if (known != null
        && known.raw() == bars
        && known.bytes() == now.size()
        && known.modified().equals(now.lastModifiedTime())) {
      return known.adjusted();
    }
    if (now.size() > LARGEST_FILE) {
      throw FailureException.of(
          FailureReason.INVALID_MARKET_DATA, name + " is larger than " + LARGEST_FILE + " bytes");
    }
    Factors factors = Factors.read(name, Files.readAllBytes(file));
    BarSeries adjusted = BarSeries.of(symbol, factors.adjust(bars.bars()));
    Kept entry = new Kept(now.lastModifiedTime(), now.size(), bars, adjusted);
    memory.keep(symbol, entry, adjusted.size());
    return adjusted;
  }
}
