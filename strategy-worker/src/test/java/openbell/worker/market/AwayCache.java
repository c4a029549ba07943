package openbell.worker.market;

import java.time.Duration;
import java.util.Optional;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.cache.ValueCache;

/// A server that does not answer.
final class AwayCache implements ValueCache {
  private static FailureException away() {
    return FailureException.of(FailureReason.QUEUE_UNAVAILABLE, "away");
  }

  @Override
  public Optional<byte[]> get(String key) {
    throw away();
  }

  @Override
  public void put(String key, byte[] value, Duration ttl) {
    throw away();
  }

  @Override
  public boolean putIfAbsent(String key, byte[] value, Duration ttl) {
    throw away();
  }

  @Override
  public void remove(String key) {
    throw away();
  }
}
