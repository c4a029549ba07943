package openbell.runtime.artifact;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks through a store and throws away what no rule wants kept. For the sweeper alone: nothing
/// else may delete.
///
/// Every operation throws {@link openbell.model.run.FailureException} with `STORE_UNAVAILABLE` when
/// the store does not answer.
public interface StoreUpkeep {

  /// Most objects of one page.
  int LARGEST_PAGE = 1_000;

  /// The objects whose keys begin with `prefix`, in order of their keys' characters.
  ///
  /// @param prefix e.g. `runs/`; the empty text is everything
  /// @param after only keys after this one; null for the first page
  /// @param limit 1 to {@link #LARGEST_PAGE}
  Page list(String prefix, @Nullable String after, int limit);

  /// Removes objects in the order given; a missing one is no failure.
  void delete(Collection<String> keys);

  /// Removes what writes left that never ended, when it is older than that.
  ///
  /// @return how many; 0 for a store that cleans up by itself
  int sweepDrafts(Instant olderThan);

  /// @param objects in order
  /// @param more whether there are objects after the last one
  record Page(List<Stored> objects, boolean more) {
    public Page {
      objects = List.copyOf(objects);
    }
  }

  /// @param bytes its length
  /// @param modified when it was stored, by the store's clock
  record Stored(String key, long bytes, Instant modified) {}
}
