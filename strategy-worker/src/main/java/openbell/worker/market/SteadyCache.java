package openbell.worker.market;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import openbell.model.run.FailureException;
import openbell.runtime.cache.ValueCache;

/// The shared cache; while its server is away, the cache of this process alone.
///
/// The server is then asked again after ten seconds: each question may take as long as its
/// patience. Bars are not put into the process's cache, because they are in its memory already.
public final class SteadyCache implements ValueCache {
  private static final Duration LEFT_ALONE = Duration.ofSeconds(10);
  private static final int LARGEST_OWN = 1_024;

  private final ValueCache shared;
  private final ValueCache own;
  private final InstantSource clock;
  private volatile Instant askAgainAt = Instant.MIN;

  public SteadyCache(ValueCache shared, ValueCache own, InstantSource clock) {
    this.shared = shared;
    this.own = own;
    this.clock = clock;
  }

  @Override
  public Optional<byte[]> get(String key) {
    return steady(cache -> cache.get(key));
  }

  @Override
  public void put(String key, byte[] value, Duration ttl) {
    if (!asksShared() || !attempt(() -> shared.put(key, value, ttl))) {
      if (value.length <= LARGEST_OWN) {
        own.put(key, value, ttl);
      }
    }
  }

  @Override
  public boolean putIfAbsent(String key, byte[] value, Duration ttl) {
    return steady(cache -> cache.putIfAbsent(key, value, ttl));
  }

  @Override
  public void remove(String key) {
    // A lease may have been taken in one and be given back after the other took over.
    own.remove(key);
    if (asksShared()) {
      attempt(() -> shared.remove(key));
    }
  }

  private <T> T steady(Function<ValueCache, T> operation) {
    if (asksShared()) {
      try {
        return operation.apply(shared);
      } catch (FailureException _) {
        leaveAlone();
      }
    }
    return operation.apply(own);
  }

  private boolean attempt(Runnable operation) {
    try {
      operation.run();
      return true;
    } catch (FailureException _) {
      leaveAlone();
      return false;
    }
  }

  private boolean asksShared() {
    return !clock.instant().isBefore(askAgainAt);
  }

  private void leaveAlone() {
    askAgainAt = clock.instant().plus(LEFT_ALONE);
  }
}
