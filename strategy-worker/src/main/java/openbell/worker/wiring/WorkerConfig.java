package openbell.worker.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/// Settings of the strategy worker.
@ConfigMapping(prefix = "openbell.worker")
public interface WorkerConfig {

  /// Threads that compute. More than cores only makes every run slower; fewer leave cores idle.
  @WithDefault("2")
  int engineThreads();

  /// Longest time one run may compute. Lower frees a worker earlier from a document that asks too
  /// much; too low fails honest runs for good.
  @WithDefault("2m")
  Duration runDeadline();

  /// Share of the heap for indicator and signal values that portfolios have in common. Lower leaves
  /// more for everything else; too low computes the same values again for each portfolio.
  @WithDefault("0.25")
  double sharedNodes();

  Bars bars();

  /// Where bars come from.
  interface Bars {

    /// `csv`: a directory with one `SYMBOL.csv` per symbol.
    @WithDefault("csv")
    Kind kind();

    /// The directory of `csv`.
    @WithDefault("sample-data/bars")
    Path directory();

    /// Bars kept in memory, 48 bytes each: two million are about 100 MB, or 400 long series. Lower
    /// saves memory, and reads files again when many symbols are in use.
    @WithDefault("2000000")
    long mostCached();
  }

  /// Kinds of bar sources.
  enum Kind {
    CSV
  }
}
