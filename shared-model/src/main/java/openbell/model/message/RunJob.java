package openbell.model.message;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.run.ArtifactRef;
import openbell.model.run.OwnBars;
import openbell.model.run.RunRef;
import org.jspecify.annotations.Nullable;

/// A run with everything a worker needs. After this, nobody looks the portfolio up again.
///
/// @param deadline when the result should be there; later is late, not wrong
/// @param barsUntil when bars of today stop being the newest: the next session close; null: unknown
/// @param calendarVersion of the calendars that made the session; null: unknown
/// @param ownBars bars that the owner brought along, which go before those of everybody
/// @param repeats a run that is to be done again on the very inputs it recorded, or null
/// @param remarks sentences for the reader, e.g. that the run was caught up
public record RunJob(
    RunRef run,
    PortfolioDefinition definition,
    Instant deadline,
    @Nullable Instant barsUntil,
    @Nullable String calendarVersion,
    List<OwnBars> ownBars,
    @Nullable ArtifactRef repeats,
    List<String> remarks)
    implements RunMessage {

  // A message written before a list existed has none.
  public RunJob {
    ownBars = List.copyOf(Objects.requireNonNullElse(ownBars, List.<OwnBars>of()));
    remarks = List.copyOf(Objects.requireNonNullElse(remarks, List.<String>of()));
  }

  /// A job on everybody's bars.
  public RunJob(RunRef run, PortfolioDefinition definition, Instant deadline) {
    this(run, definition, deadline, null, null, List.of(), null, List.of());
  }
}
