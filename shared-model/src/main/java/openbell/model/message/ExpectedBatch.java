package openbell.model.message;

import java.time.Instant;
import java.util.List;

/// Runs that will be asked for at one moment.
///
/// @param at when they are asked for
/// @param deadline when their results should be there
/// @param jobs how many, in all
/// @param groups the largest groups of alike ones, at most 200; the rest is in `jobs` only
public record ExpectedBatch(Instant at, Instant deadline, int jobs, List<Group> groups) {

  /// Most groups of one batch.
  public static final int MOST_GROUPS = 200;

  public ExpectedBatch {
    groups = List.copyOf(groups);
  }

  /// Runs of one owner with one strategy version.
  public record Group(String owner, String configHash, int jobs) {}
}
