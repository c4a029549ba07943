package openbell.runtime.cache.adapter;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import openbell.runtime.cache.ValueCache;

/// Values of this process alone. When there are too many, those that were not asked for longest go.
public final class MemoryValueCache implements ValueCache {
  private static final int MOST_VALUES = 1_000;

  private final InstantSource clock;
  private final Map<String, Value> values = new LinkedHashMap<>(16, 0.75f, true);

  private record Value(byte[] bytes, Instant until) {}

  public MemoryValueCache(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Optional<byte[]> get(String key) {
    ValueCache.check(key);
    Value value = values.get(key);
    if (value == null || !value.until.isAfter(clock.instant())) {
      values.remove(key);
      return Optional.empty();
    }
    return Optional.of(value.bytes.clone());
  }

  @Override
  public synchronized void put(String key, byte[] value, Duration ttl) {
    ValueCache.check(key, value, ttl);
    values.put(key, new Value(value.clone(), clock.instant().plus(ttl)));
    if (values.size() > MOST_VALUES) {
      values.remove(values.keySet().iterator().next());
    }
  }

  @Override
  public synchronized boolean putIfAbsent(String key, byte[] value, Duration ttl) {
    if (get(key).isPresent()) {
      return false;
    }
    put(key, value, ttl);
    return true;
  }

  @Override
  public synchronized void remove(String key) {
    ValueCache.check(key);
    values.remove(key);
  }
}
