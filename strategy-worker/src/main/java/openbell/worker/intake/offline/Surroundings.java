package openbell.worker.intake.offline;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import openbell.worker.wiring.Offline;

/// Where a verb was called from.
///
/// @param screen what standard output shows
/// @param live true: standard error is a terminal, on which a line can be drawn again
/// @param nanos a clock that only measures
/// @param data directory of bars when the reader names none; empty for none
record Surroundings(Screen screen, boolean live, LongSupplier nanos, Stop stop, String data) {

  /// The launcher says what it sees of the terminal, because a Java program cannot tell output from
  /// error.
  static Surroundings ofProcess() {
    boolean out = isTerminal("openbell.terminal.out");
    boolean colour =
        out && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    boolean unicode = System.out.charset().equals(StandardCharsets.UTF_8);
    return new Surroundings(
        new Screen(out ? columns() : Screen.USUAL_COLUMNS, colour, unicode),
        isTerminal("openbell.terminal.err"),
        Offline.nanos(),
        Stop.onSignal(),
        System.getProperty("openbell.data", ""));
  }

  Optional<Path> bars() {
    return data.isEmpty() ? Optional.empty() : Optional.of(Path.of(data));
  }

  private static boolean isTerminal(String property) {
    return Boolean.getBoolean(property);
  }

  private static int columns() {
    try {
      return Integer.parseInt(System.getProperty("openbell.columns", ""));
    } catch (NumberFormatException _) {
      return Screen.USUAL_COLUMNS;
    }
  }
}
