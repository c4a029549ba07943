package openbell.scheduler.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import openbell.model.run.RunId;
import org.jspecify.annotations.Nullable;

/// The line of runs that wait for a worker at one moment, and how fast it moves.
///
/// @param places by run, from 1: what somebody waits for first, then by age; a run far behind has
/// none
/// @param finished runs that ended in the last minute
/// @param since when the first of them did; null when none did
/// @param typical how long a run takes; null when none is known
public record Waiting(
    Instant at,
    Map<RunId, Integer> places,
    int finished,
    @Nullable Instant since,
    @Nullable Duration typical) {
  /// Fewer runs say nothing about the pace.
  private static final int FEW = 5;

  /// Nothing is known.
  public static final Waiting UNKNOWN = new Waiting(Instant.EPOCH, Map.of(), 0, null, null);

  public Waiting {
    places = Map.copyOf(places);
  }

  /// Where the line of runs is looked at.
  @FunctionalInterface
  public interface Room {
    Waiting look(Instant now);
  }

  public @Nullable Integer place(RunId run) {
    return places.get(run);
  }

  /// When a run at that place should have its result, by the pace of the last minute, or else as if
  /// one worker did one run after the other; null when nobody can say.
  ///
  /// @param place 0 for a run that a worker holds
  public @Nullable Instant eta(int place) {
    Duration each = pace();
    return each == null ? null : at.plus(each.multipliedBy(Math.max(1, place)));
  }

  private @Nullable Duration pace() {
    return since == null || finished < FEW
        ? typical
        : Duration.between(since, at).dividedBy(finished).plusMillis(1);
  }
}
