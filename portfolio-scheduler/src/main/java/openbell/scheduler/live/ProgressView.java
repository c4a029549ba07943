package openbell.scheduler.live;

import java.time.Instant;
import java.time.LocalDate;
import openbell.model.run.RunId;
import openbell.runtime.live.Stage;
import org.jspecify.annotations.Nullable;

/// A line of the log as the public face shows it.
///
/// @param percent a rough scale for a progress bar
/// @param position in the line of those that wait, from 1; absent when it does not wait
/// @param eta when its result should be there; absent when nobody can say
public record ProgressView(
    long seq,
    String run,
    String portfolio,
    LocalDate session,
    String stage,
    int percent,
    int attempt,
    Instant at,
    String detail,
    @Nullable Integer position,
    @Nullable Instant eta) {

  public static ProgressView of(LogLine line, Outlook outlook) {
    return new ProgressView(
        line.seq(),
        line.run().value(),
        line.portfolio().value(),
        line.session().date(),
        line.stage().name(),
        line.stage().percent(),
        line.attempt(),
        line.at(),
        line.detail(),
        outlook.position(),
        outlook.eta());
  }

  /// How long it will take yet.
  public record Outlook(@Nullable Integer position, @Nullable Instant eta) {
    public static final Outlook NONE = new Outlook(null, null);

    public static Outlook of(Stage stage, RunId run, Waiting waiting) {
      return switch (stage) {
        case QUEUED, RETRYING -> {
          Integer place = waiting.place(run);
          yield place == null ? NONE : new Outlook(place, waiting.eta(place));
        }
        case CLAIMED, LOADED, EVALUATED -> new Outlook(null, waiting.eta(0));
        case STORED, SIGNALLED, MAILED, FAILED -> NONE;
      };
    }
  }
}
