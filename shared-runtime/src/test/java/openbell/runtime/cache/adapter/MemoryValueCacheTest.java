package openbell.runtime.cache.adapter;

import java.time.InstantSource;
import openbell.runtime.cache.ValueCache;
import openbell.runtime.cache.ValueCacheContract;

class MemoryValueCacheTest extends ValueCacheContract {
  private final ValueCache cache = new MemoryValueCache(InstantSource.system());

  @Override
  protected ValueCache cache() {
    return cache;
  }
}
