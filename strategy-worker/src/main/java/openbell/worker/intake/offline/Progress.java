package openbell.worker.intake.offline;

import java.io.PrintWriter;
import java.util.Locale;

/// Says how far a sweep is: a bar on a terminal, now and then a line otherwise.
final class Progress {
  private static final long REDRAW = 100_000_000L;
  private static final long LINE = 5_000_000_000L;
  private static final int WIDTH = 30;

  private final PrintWriter err;
  private final Surroundings surroundings;
  private final int total;
  private final long begun;
  private long shown;
  private int done;

  Progress(PrintWriter err, Surroundings surroundings, int total) {
    this.err = err;
    this.surroundings = surroundings;
    this.total = total;
    this.begun = surroundings.nanos().getAsLong();
    this.shown = begun;
  }

  /// One more is done.
  synchronized void step() {
    done++;
    long now = surroundings.nanos().getAsLong();
    if (now - shown < (surroundings.live() ? REDRAW : LINE)) {
      return;
    }
    shown = now;
    if (surroundings.live()) {
      err.print("\r" + bar(now));
    } else {
      err.println(count(now));
    }
    err.flush();
  }

  synchronized void end() {
    long now = surroundings.nanos().getAsLong();
    if (surroundings.live()) {
      err.print("\r" + " ".repeat(surroundings.screen().columns() - 1) + "\r");
    }
    err.println(
        String.format(
            Locale.ROOT, "  %,d of %,d combinations in %.1f s", done, total, (now - begun) / 1e9));
    err.flush();
  }

  private String bar(long now) {
    int filled = (int) ((long) WIDTH * done / total);
    Screen screen = surroundings.screen();
    String bar =
        screen.pick("█", "#").repeat(filled) + screen.pick("░", ".").repeat(WIDTH - filled);
    return "  " + bar + count(now) + "   ";
  }

  private String count(long now) {
    double left = (now - begun) / 1e9 / done * (total - done);
    long seconds = Math.round(left);
    return String.format(
        Locale.ROOT,
        "  %,d of %,d, %d %%, about %d:%02d left",
        done,
        total,
        100L * done / total,
        seconds / 60,
        seconds % 60);
  }
}
