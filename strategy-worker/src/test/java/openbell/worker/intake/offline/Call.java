package openbell.worker.intake.offline;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Calls a verb as the launcher does, and keeps what it printed.
final class Call {
  static final Path SAMPLES =
      Path.of(System.getProperty("openbell.root", "..")).resolve("sample-data");
  static final Path BARS = SAMPLES.resolve("bars");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final AtomicLong nanos = new AtomicLong();
  private final Stop stop = new Stop();
  private Screen screen = new Screen(80, false, true);
  private boolean live;
  private String data = BARS.toString();

  static String sample(String name) {
    return SAMPLES.resolve("portfolios").resolve(name + ".json").toString();
  }

  Call on(Screen another) {
    screen = another;
    return this;
  }

  Call onALiveTerminal() {
    live = true;
    return this;
  }

  Call withoutSampleBars() {
    data = "";
    return this;
  }

  Call stopped() {
    stop.ask();
    return this;
  }

  /// Every look at the clock is a second later than the one before.
  Surroundings surroundings() {
    return new Surroundings(screen, live, () -> nanos.addAndGet(1_000_000_000L), stop, data);
  }

  /// @return the exit code
  int run(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    return OfflineVerbs.run(
        surroundings(),
        new PrintWriter(out),
        new PrintWriter(err),
        arguments.toArray(new String[0]));
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
