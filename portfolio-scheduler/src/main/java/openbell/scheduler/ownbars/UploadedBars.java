package openbell.scheduler.ownbars;

import java.time.Instant;
import java.time.LocalDate;
import openbell.model.run.OwnBars;

/// One uploaded symbol.
///
/// @param bars where its bars are
/// @param first day of the first bar
/// @param last day of the last bar
/// @param count number of bars
public record UploadedBars(
    OwnBars bars, LocalDate first, LocalDate last, int count, Instant uploadedAt) {

  public String symbol() {
    return bars.symbol();
  }
}
