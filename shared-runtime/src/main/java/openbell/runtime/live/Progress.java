package openbell.runtime.live;

import java.time.Instant;
import openbell.model.run.RunRef;

/// One thing that happened to a run. Told for those who watch; nothing is decided by it, so one
/// that gets lost harms nobody.
///
/// @param attempt of the job, from 1; 0 where no job is involved
/// @param detail a short sentence for people, or an empty text
public record Progress(RunRef run, Stage stage, int attempt, Instant at, String detail) {
  /// Longest detail that is kept, in characters; the rest is cut.
  public static final int LONGEST_DETAIL = 300;

  public Progress {
    if (detail.length() > LONGEST_DETAIL) {
      detail = detail.substring(0, LONGEST_DETAIL - 1) + "…";
    }
  }
}
