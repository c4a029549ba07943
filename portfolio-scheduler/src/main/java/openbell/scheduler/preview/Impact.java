package openbell.scheduler.preview;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an edit would change.
///
/// @param sessions that were compared, at most 250, the last ones
/// @param changed how many of them have another signal for at least one symbol
/// @param detail a sentence: what was found, or why nothing was
/// @param changes oldest first, at most 1,000
public record Impact(
    String id,
    State state,
    int sessions,
    int changed,
    String detail,
    List<SignalChange> changes,
    List<MetricChange> metrics) {
  public Impact {
    changes = List.copyOf(changes);
    metrics = List.copyOf(metrics);
  }

  /// How far it is.
  public enum State {
    RUNNING,
    DONE,
    FAILED
  }

  /// One symbol on one day.
  ///
  /// @param session day of the bar that decided, `YYYY-MM-DD`
  /// @param before `BUY`, `SELL`, `HOLD`, `EMPTY`, or `NONE` when it was not looked at
  public record SignalChange(String session, String symbol, String before, String after) {}

  /// One figure of the whole run.
  ///
  /// @param before absent when it could not be formed
  public record MetricChange(String name, @Nullable Double before, @Nullable Double after) {}

  static Impact without(String id, State state, String detail) {
    return new Impact(id, state, 0, 0, detail, List.of(), List.of());
  }
}
