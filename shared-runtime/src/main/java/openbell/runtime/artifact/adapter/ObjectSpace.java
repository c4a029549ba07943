package openbell.runtime.artifact.adapter;

import java.util.Map;
import java.util.Optional;
import openbell.runtime.artifact.StoreUpkeep;

/// Named bytes, as a file system or an S3 bucket keeps them.
///
/// Every operation throws {@link openbell.model.run.FailureException} with `STORE_UNAVAILABLE` when
/// the store does not answer.
interface ObjectSpace extends StoreUpkeep {

  /// Stores objects under keys that one writer owns. The same again is no change.
  ///
  /// @return false when one of the keys has other bytes already; those stay
  boolean putNew(Map<String, byte[]> objects);

  /// Stores an object whose key says what it is: everybody who writes it writes the same. One that
  /// is there already is not sent again.
  void keep(String key, byte[] bytes);

  /// Stores an object if its key is free, in one step. False when the key is taken, which includes
  /// the case that an earlier try of this very call took it and the answer was lost.
  boolean putIfAbsent(String key, byte[] bytes);

  /// Reads an object. Of one longer than `limit`, the first `limit + 1` bytes; never fewer bytes
  /// than the object has up to there.
  Optional<byte[]> get(String key, int limit);
}
