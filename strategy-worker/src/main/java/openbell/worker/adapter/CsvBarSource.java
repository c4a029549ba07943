package openbell.worker.adapter;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.BarCsv;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.market.BarMemory;
import openbell.worker.market.BarQuery;
import openbell.worker.market.BarSource;
import openbell.worker.market.LoadedBars;
import openbell.worker.market.NoBars;

/// Bars from a directory with one `SYMBOL.csv` per symbol.
///
/// A file is read once and kept, together with its last cut, until it changes or the cache is full.
/// What is kept counts bars, so that a few long files cannot fill the memory.
public final class CsvBarSource implements BarSource {
  /// Larger files are refused before they are read: 20,000 bars need less than half of it.
  static final long LARGEST_FILE = 4L << 20;

  private final Path directory;
  private final BarMemory<Kept> memory;
  private long reads;

  /// @param mostBars bars kept in memory, 48 bytes each
  public CsvBarSource(Path directory, long mostBars) {
    this.directory = directory.toAbsolutePath().normalize();
    this.memory = new BarMemory<>(mostBars);
  }

  private record Kept(FileTime modified, long bytes, BarSeries all, BarSeries cut) {
    boolean isOf(BasicFileAttributes file) {
      return bytes == file.size() && modified.equals(file.lastModifiedTime());
    }

    long bars() {
      return all.size() == cut.size() ? all.size() : (long) all.size() + cut.size();
    }
  }

  @Override
  public LoadedBars load(BarQuery query) {
    return LoadedBars.of(load(query.symbol(), query.through()), "csv");
  }

  @Override
  public BarSeries load(String symbol, LocalDate through) {
    Path file = fileOf(symbol);
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      if (!now.isRegularFile()) {
        throw NoBars.unknown(symbol);
      }
      return load(symbol, file, now, through);
    } catch (NoSuchFileException e) {
      throw holdsBars()
          ? NoBars.unknown(symbol)
          : NoBars.now("no bars of " + symbol + " now: the directory of bars is empty or away", e);
    } catch (IOException e) {
      throw unreadable(symbol, e);
    }
  }

  /// How often a file was read.
  synchronized long reads() {
    return reads;
  }

  private synchronized BarSeries load(
      String symbol, Path file, BasicFileAttributes now, LocalDate through) throws IOException {
    Kept known = memory.find(symbol).filter(found -> found.isOf(now)).orElse(null);
    BarSeries all = known != null ? known.all() : read(symbol, file, now.size());
    int size = all.lastAtOrBefore(through.toEpochDay()) + 1;
    if (known != null && known.cut().size() == size) {
      return known.cut();
    }
    BarSeries cut = all.slice(0, size);
    Kept entry = new Kept(now.lastModifiedTime(), now.size(), all, cut);
    memory.keep(symbol, entry, entry.bars());
    return cut;
  }

  private BarSeries read(String symbol, Path file, long bytes) throws IOException {
    if (bytes > LARGEST_FILE) {
      throw FailureException.of(
          FailureReason.INVALID_MARKET_DATA,
          symbol + ".csv is larger than " + LARGEST_FILE + " bytes");
    }
    reads++;
    return BarSeries.of(symbol, BarCsv.read(symbol + ".csv", Files.readAllBytes(file)));
  }

  /// The pattern has no separator, so a symbol cannot name a place outside the directory; the check
  /// of the parent holds even if the pattern grows.
  private Path fileOf(String symbol) {
    NoBars.requireSymbol(symbol);
    Path file = directory.resolve(symbol + ".csv").normalize();
    if (!directory.equals(file.getParent())) {
      throw NoBars.unknown(symbol);
    }
    return file;
  }

  /// A directory without a single file of bars is one that is away, e.g. not mounted: then nothing
  /// is known of any symbol.
  private boolean holdsBars() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.csv")) {
      return files.iterator().hasNext();
    } catch (IOException | DirectoryIteratorException _) {
      return false;
    }
  }

  private static FailureException unreadable(String symbol, IOException cause) {
    return NoBars.now("the bars of " + symbol + " cannot be read now", cause);
  }
}
