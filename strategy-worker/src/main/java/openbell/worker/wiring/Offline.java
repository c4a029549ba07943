package openbell.worker.wiring;

import java.nio.file.Path;
import java.util.function.LongSupplier;
import openbell.worker.adapter.CsvBarSource;
import openbell.worker.adapter.TablesawReturnTables;
import openbell.worker.market.BarSource;
import openbell.worker.run.ReturnTables;

/// The parts of a worker that work without a server.
public final class Offline {
  private static final long MOST_BARS = 2_000_000;

  private Offline() {}

  public static BarSource bars(Path directory) {
    return new CsvBarSource(directory, MOST_BARS);
  }

  public static ReturnTables returnTables() {
    return new TablesawReturnTables();
  }

  /// A clock that only measures.
  public static LongSupplier nanos() {
    return System::nanoTime;
  }
}
