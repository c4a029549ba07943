package openbell.machines.adapter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the files of a directory say about one worker process, see {@link ProcessNotes}.
///
/// @param asked when its start was asked for
/// @param pid the operating system's id; 0 while the process has not said it
/// @param stopped when it was told to end; null when it was not
/// @param up when it said that it works; null while it has not
record ProcessNote(
    String id, Instant asked, long pid, @Nullable Instant stopped, @Nullable Instant up) {

  /// Whether its process has taken its place. Before that it may still be called off.
  boolean born() {
    return pid > 0;
  }
}
