package openbell.worker.wiring;

import java.nio.file.Path;
import java.util.function.LongSupplier;
import openbell.worker.adapter.CsvBarSource;
import openbell.worker.adapter.FactorBarSource;
import openbell.worker.adapter.TablesawReturnTables;
import openbell.worker.market.BarSource;
import openbell.worker.run.ReturnTables;
import org.jspecify.annotations.Nullable;

/// The parts of a worker that work without a server.
public final class Offline {
  private static final long MOST_BARS = 2_000_000;

  private Offline() {}

  /// @param directory with one `SYMBOL.csv` per symbol
  /// @param factors directory with one `SYMBOL.factors.csv` per symbol when the bars are raw ones;
  /// null when they are adjusted
  public static BarSource bars(Path directory, @Nullable Path factors) {
    return bars(directory, factors, MOST_BARS);
  }

  static BarSource bars(Path directory, @Nullable Path factors, long mostBars) {
    BarSource files = new CsvBarSource(directory, mostBars);
    return factors == null ? files : new FactorBarSource(files, factors, mostBars);
  }

  public static ReturnTables returnTables() {
    return new TablesawReturnTables();
  }

  /// A clock that only measures.
  public static LongSupplier nanos() {
    return System::nanoTime;
  }
}
