package openbell.cli;

import picocli.CommandLine.Option;

/// How long a verb follows a run.
final class WatchOptions {
  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long to follow it; by default 600.")
  private int wait;

  @Option(names = "--no-watch", description = "Do not follow it: end as soon as it is asked for.")
  private boolean unwatched;

  /// Filled in by picocli before anything is called.
  WatchOptions() {}

  boolean isWanted() {
    return !unwatched;
  }

  int seconds() {
    return wait;
  }
}
