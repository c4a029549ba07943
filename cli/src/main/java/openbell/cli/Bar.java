package openbell.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// How far something is. On a terminal it is one line that is drawn again and wiped at the end;
/// elsewhere a line for every change, so that a log stays legible.
final class Bar implements AutoCloseable {
  private static final int EVERY_MILLIS = 250;
  private static final int ALL = 100;
  private static final int USUAL_COLUMNS = 80;

  private final PrintWriter err;
  private final String task;
  private final int columns;
  private final @Nullable ProgressBar drawn;
  private String said = "";

  Bar(String task, PrintWriter err, boolean terminal, int columns) {
    this.task = task;
    this.err = err;
    this.columns = columns;
    this.drawn =
        terminal
            ? new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(ALL)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(EVERY_MILLIS)
                .continuousUpdate()
                .hideEta()
                .setConsumer(new Line(err, columns))
                .build()
            : null;
  }

  /// The launcher says what it sees of the terminal: Java cannot tell output from error.
  static Bar onTerminal(String task, PrintWriter err) {
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    return new Bar(
        task,
        err,
        Boolean.getBoolean("openbell.terminal.err") && !dumb,
        Integer.getInteger("openbell.columns", USUAL_COLUMNS));
  }

  /// @param percent 0 to 100
  /// @param text what happens now
  void show(int percent, String text) {
    String plain = TextTable.plain(text);
    if (drawn != null) {
      drawn.stepTo(percent);
      drawn.setExtraMessage(" " + plain);
    } else if (!plain.equals(said)) {
      err.printf("%s: %d %% %s%n", task, percent, plain);
      err.flush();
    }
    said = plain;
  }

  @Override
  public void close() {
    if (drawn != null) {
      drawn.close();
      err.print("\r" + " ".repeat(columns - 1) + "\r");
      err.flush();
    }
  }

  /// Draws on one line of the terminal.
  private record Line(PrintWriter err, int columns) implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return columns - 1;
    }

    @Override
    public void accept(String text) {
      err.print("\r" + text);
      err.flush();
    }

    @Override
    public void close() {
      // The line is wiped by the bar itself, after the last drawing.
    }
  }
}
