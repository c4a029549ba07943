package openbell.scheduler.keep;

import java.time.Duration;

/// How long things are kept.
///
/// @param previews since the newest object of the preview
/// @param exports since the newest object of the export
/// @param attempts files of an attempt that lost, since each was stored
/// @param unfinished attempts of a run without a manifest, since the newest of them was stored
/// @param drafts what writes left in a folder that never ended
/// @param objectsPerBeat after how many objects a beat ends, give or take one run
public record KeepRules(
    Duration previews,
    Duration exports,
    Duration attempts,
    Duration unfinished,
    Duration drafts,
    int objectsPerBeat) {

  /// A worker may still be writing what is younger.
  private static final Duration SHORTEST = Duration.ofHours(1);

  public KeepRules {
    for (Duration age : new Duration[] {previews, exports, attempts, unfinished, drafts}) {
      if (age.compareTo(SHORTEST) < 0) {
        throw new IllegalArgumentException("nothing may be swept within an hour, was " + age);
      }
    }
    if (objectsPerBeat < 1) {
      throw new IllegalArgumentException("a beat looks at one object or more");
    }
  }
}
