package openbell.worker.wiring;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

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

  /// Share of the heap for indicator and signal values that portfolios have in common, with the
  /// bars under them; as much again, up to 64 MB, for how they are written. Lower leaves more for
  /// everything else; too low computes the same values again for each portfolio.
  @WithDefault("0.25")
  double sharedNodes();

  /// How long a worker without a job waits for one before it ends by itself, with exit code 0; only
  /// when nothing is ready. For workers of a fleet whose manager may be gone; longer than the
  /// manager's own grace. Without it a worker never ends by itself.
  Optional<Duration> exitWhenIdle();

  /// How long the figures of a run that ended may wait to be told together with others. Longer:
  /// fewer messages; a worker that is killed takes this much of its account with it.
  @WithDefault("1s")
  Duration measuredEvery();

  /// How full the old generation of the heap may be before all of it is collected, e.g. `48m`.
  /// Lower keeps a worker smaller and takes more processor time; too low collects all the time. A
  /// run that needs more gets it, up to the bound of the heap. Without it the collector decides.
  Optional<MemorySize> softHeapLimit();

  Bars bars();

  /// Where bars come from.
  interface Bars {

    /// `csv`: a directory with one `SYMBOL.csv` per symbol; `http`: a provider, see
    /// `docs/market-data.md`.
    @WithDefault("csv")
    Kind kind();

    /// The directory of `csv`.
    @WithDefault("sample-data/bars")
    Path directory();

    /// The directory with one `SYMBOL.factors.csv` per symbol, for `csv`: then the bars are raw
    /// ones, and are adjusted by them. Without it the bars are taken for adjusted.
    Optional<Path> factors();

    /// Bars kept in memory, 48 bytes each: two million are about 100 MB, or 400 long series. Lower
    /// saves memory, and reads files again when many symbols are in use.
    @WithDefault("2000000")
    long mostCached();

    /// How the provider of `http` speaks: `csv` (like Stooq), `chart` (JSON like Yahoo) or
    /// `template` (any CSV).
    @WithDefault("csv")
    Dialect dialect();

    /// Where the provider of `http` is, e.g. `https://host`. There is no default: nobody is asked
    /// by accident.
    Optional<URI> baseUrl();

    /// Path and query for `template`, with `{symbol}`, `{from}`, `{to}` and `{key}`.
    Optional<String> template();

    /// The key of a paid provider, for `template`. From the environment or a file, never logged.
    Optional<String> apiKey();

    /// The header that carries the key, when the address does not.
    Optional<String> keyHeader();

    /// Names of a vendor's columns for `template`, by `date`, `open`, `high`, `low`, `close`,
    /// `volume` and `adjusted`. With `adjusted` all prices are multiplied by adjusted close /
    /// close.
    Map<String, String> columns();

    /// What `csv` adds to a symbol in lower case.
    @WithDefault(".us")
    String suffix();

    /// The provider's names of symbols that it calls otherwise, by symbol.
    Map<String, String> names();

    /// New names of renamed symbols, by old name. The old name gets the bars of the new one, and
    /// the
    /// artifact says so.
    Map<String, String> renamed();

    /// First day of history that is asked for, where the provider wants one.
    @WithDefault("1970-01-01")
    LocalDate firstDay();

    /// How long one answer of the provider may take, to its last byte.
    @WithDefault("10s")
    Duration timeout();

    /// How long a symbol may take, waiting for its turn and trying again included. Longer finds
    /// more
    /// symbols behind a slow provider; too long keeps jobs in hand that others could do.
    @WithDefault("60s")
    Duration longestWait();

    /// How long after the next session's close bars may still be used when the provider fails. The
    /// artifact says how old they are.
    @WithDefault("3d")
    Duration staleFor();

    /// Questions to the provider within `rate-per`, of all workers together.
    @WithDefault("5")
    int rate();

    /// See `rate`.
    @WithDefault("1s")
    Duration ratePer();

    /// Wait before a failed question is repeated; it doubles up to sixteen times.
    @WithDefault("500ms")
    Duration firstDelay();

    /// How long a provider that fails mostly is left alone by this worker.
    @WithDefault("30s")
    Duration rest();
  }

  /// Kinds of bar sources.
  enum Kind {
    CSV,
    HTTP
  }

  /// How providers speak.
  enum Dialect {
    CSV,
    CHART,
    TEMPLATE
  }
}
