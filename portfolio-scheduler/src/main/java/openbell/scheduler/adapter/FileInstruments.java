package openbell.scheduler.adapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import openbell.model.market.Instrument;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.scheduler.submit.InstrumentList;

/// Symbols from a path: a text file with one symbol per line, or a directory of bars.
///
/// In the file, empty lines and what follows a `#` do not count. It is read again when its time or
/// size has changed. One bad line refuses the whole file: a misspelt symbol must not go unnoticed.
public final class FileInstruments implements InstrumentList {
  private final Path path;
  private final DirectoryInstruments directory;
  private volatile Listing listing = new Listing("", new TreeSet<>());

  public FileInstruments(Path path) {
    this.path = path;
    this.directory = new DirectoryInstruments(path);
  }

  private record Listing(String stamp, SortedSet<String> symbols) {}

  /// @throws FailureException with `MARKET_DATA_UNAVAILABLE` when the path cannot be read, or a
  /// line
  /// is no symbol
  @Override
  public SortedSet<String> symbols() {
    if (!Files.isRegularFile(path)) {
      return directory.symbols();
    }
    try {
      String stamp = Files.getLastModifiedTime(path) + " " + Files.size(path);
      Listing known = listing;
      if (!known.stamp().equals(stamp)) {
        known = new Listing(stamp, read(Files.readAllLines(path)));
        listing = known;
      }
      return known.symbols();
    } catch (IOException e) {
      throw new FailureException(
          new Failure(
              FailureReason.MARKET_DATA_UNAVAILABLE, "The list of symbols cannot be read now."),
          e);
    }
  }

  private static SortedSet<String> read(List<String> lines) {
    TreeSet<String> symbols = new TreeSet<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int comment = line.indexOf('#');
      String symbol = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (!symbol.isEmpty()) {
        if (!Instrument.SYMBOL.matcher(symbol).matches()) {
          throw FailureException.of(
              FailureReason.MARKET_DATA_UNAVAILABLE,
              "Line %d of the list of symbols is no symbol.".formatted(i + 1));
        }
        symbols.add(symbol);
      }
    }
    return Collections.unmodifiableSortedSet(symbols);
  }
}
