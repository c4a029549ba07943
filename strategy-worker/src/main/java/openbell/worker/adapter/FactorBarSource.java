package openbell.worker.adapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import openbell.model.market.Instrument;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.market.BarQuery;
import openbell.worker.market.BarSource;
import openbell.worker.market.Factors;
import openbell.worker.market.LoadedBars;

/// Raw bars of another source, adjusted by a directory with one `SYMBOL.factors.csv` per symbol.
///
/// A symbol without corporate actions has a file with one row of ones: a missing file is refused,
/// because raw prices must not pass for adjusted ones. The last adjusted series of each symbol is
/// kept, so that many runs share it.
public final class FactorBarSource implements BarSource {
  static final long LARGEST_FILE = 1L << 20;
  private static final int MOST_KEPT = 512;

  private final BarSource raw;
  private final Path directory;
  private final SequencedMap<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  /// @param raw bars that are not adjusted
  /// @param directory of the factor files
  public FactorBarSource(BarSource raw, Path directory) {
    this.raw = raw;
    this.directory = directory.toAbsolutePath().normalize();
  }

  private record Kept(FileTime modified, long bytes, BarSeries raw, BarSeries adjusted) {}

  @Override
  public LoadedBars load(BarQuery query) {
    String symbol = query.symbol();
    // Without this, a symbol could name a place outside the directory.
    if (!Instrument.SYMBOL.matcher(symbol).matches()) {
      throw FailureException.of(
          FailureReason.MARKET_DATA_UNAVAILABLE, "there are no bars of such a symbol");
    }
    LoadedBars loaded = raw.load(query);
    try {
      return new LoadedBars(
          adjusted(symbol, loaded.series()),
          loaded.source() + "+factors",
          loaded.fetchedAt(),
          loaded.remark());
    } catch (IOException e) {
      String why =
          e instanceof NoSuchFileException
              ? "there is no file " + symbol + ".factors.csv to adjust the raw bars with"
              : "the factors of " + symbol + " cannot be read now";
      throw new FailureException(new Failure(FailureReason.MARKET_DATA_UNAVAILABLE, why), e);
    }
  }

  private synchronized BarSeries adjusted(String symbol, BarSeries bars) throws IOException {
    String name = symbol + ".factors.csv";
    Path file = directory.resolve(name);
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    Kept known = kept.get(symbol);
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
    kept.put(symbol, new Kept(now.lastModifiedTime(), now.size(), bars, adjusted));
    if (kept.size() > MOST_KEPT) {
      kept.pollFirstEntry();
    }
    return adjusted;
  }
}
