package openbell.runtime.cache;

import java.time.Duration;
import java.util.Optional;

/// Small values with an expiry, shared by all processes of an installation.
///
/// A value may be gone at any time, and nothing may depend on it being there. Every operation may
/// be
/// repeated, and throws {@link openbell.model.run.FailureException} with `QUEUE_UNAVAILABLE` when
/// the server does not answer: who can go on without the value should.
public interface ValueCache {

  /// Largest value, in bytes.
  int LARGEST_VALUE = 1024 * 1024;

  /// Longest key, in characters from `!` to `~`.
  int LONGEST_KEY = 200;

  /// The value, unless it was never put, is over or was lost.
  Optional<byte[]> get(String key);

  /// Keeps a value instead of the one before.
  ///
  /// @param ttl how long from now, at least a millisecond
  /// @throws IllegalArgumentException when the value or the key is too large
  void put(String key, byte[] value, Duration ttl);

  /// Keeps a value if there is none, in one step: of several who try at once, one succeeds.
  ///
  /// @return whether this value is the one that is kept
  /// @throws IllegalArgumentException when the value or the key is too large
  boolean putIfAbsent(String key, byte[] value, Duration ttl);

  /// Forgets a value; nothing happens when there is none.
  void remove(String key);

  /// Refuses what no cache takes.
  ///
  /// @throws IllegalArgumentException when the value or the key is too large
  static void check(String key, byte[] value, Duration ttl) {
    check(key);
    if (value.length > LARGEST_VALUE) {
      throw new IllegalArgumentException(
          "a cached value has at most %,d bytes, not %,d".formatted(LARGEST_VALUE, value.length));
    }
    if (ttl.toMillis() < 1) {
      throw new IllegalArgumentException("a value is cached for a millisecond at least");
    }
  }

  static void check(String key) {
    if (key.isEmpty()
        || key.length() > LONGEST_KEY
        || key.chars().anyMatch(c -> c < '!' || c > '~')) {
      throw new IllegalArgumentException(
          "a cache key has 1 to " + LONGEST_KEY + " characters from ! to ~");
    }
  }
}
