package openbell.scheduler.adapter;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import openbell.model.market.Instrument;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.scheduler.submit.InstrumentList;

/// One symbol per file `SYMBOL.csv` of a directory; listed again when the directory has changed.
public final class DirectoryInstruments implements InstrumentList {
  private static final String ENDING = ".csv";

  private final Path directory;
  private volatile Listing listing = new Listing(FileTime.fromMillis(-1), new TreeSet<>());

  public DirectoryInstruments(Path directory) {
    this.directory = directory;
  }

  /// @throws FailureException with `MARKET_DATA_UNAVAILABLE` when the directory cannot be read
  @Override
  public SortedSet<String> symbols() {
    try {
      FileTime changed = Files.getLastModifiedTime(directory);
      Listing known = listing;
      if (!known.changed().equals(changed)) {
        known = new Listing(changed, list());
        listing = known;
      }
      return known.symbols();
    } catch (IOException e) {
      throw new FailureException(
          new Failure(
              FailureReason.MARKET_DATA_UNAVAILABLE,
              "The directory with the daily bars cannot be read now."),
          e);
    }
  }

  private SortedSet<String> list() throws IOException {
    TreeSet<String> symbols = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ENDING)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        String symbol = name.substring(0, name.length() - ENDING.length());
        if (Instrument.SYMBOL.matcher(symbol).matches()) {
          symbols.add(symbol);
        }
      }
    }
    return Collections.unmodifiableSortedSet(symbols);
  }

  private record Listing(FileTime changed, SortedSet<String> symbols) {}
}
