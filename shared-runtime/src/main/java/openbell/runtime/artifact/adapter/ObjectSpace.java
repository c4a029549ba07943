package openbell.runtime.artifact.adapter;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Named bytes, as a file system or an S3 bucket keeps them.
///
/// Every operation throws {@link openbell.model.run.FailureException} with `STORE_UNAVAILABLE` when
/// the store does not answer.
interface ObjectSpace {

  /// Stores objects under keys that nobody else writes. The same again is no change.
  void putAll(Map<String, byte[]> objects);

  /// Stores an object if its key is free, in one step. False when the key is taken, which includes
  /// the case that an earlier try of this very call took it and the answer was lost.
  boolean putIfAbsent(String key, byte[] bytes);

  /// Reads an object. Of one longer than `limit`, the first `limit + 1` bytes.
  Optional<byte[]> get(String key, int limit);

  /// Removes objects; a missing one is no failure.
  void delete(Collection<String> keys);
}
