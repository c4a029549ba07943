package openbell.worker.wiring;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import openbell.model.hash.Sha256;
import openbell.runtime.cache.ValueCache;
import openbell.runtime.cache.adapter.MemoryValueCache;
import openbell.worker.adapter.ChartDialect;
import openbell.worker.adapter.CsvDialect;
import openbell.worker.adapter.Dialect;
import openbell.worker.adapter.GuardedProvider;
import openbell.worker.adapter.HttpBarProvider;
import openbell.worker.adapter.TemplateDialect;
import openbell.worker.adapter.TemplateDialect.ApiKey;
import openbell.worker.market.BarProvider;
import openbell.worker.market.BarSource;
import openbell.worker.market.CacheRules;
import openbell.worker.market.CachingBarSource;
import openbell.worker.market.RateLimiter;
import openbell.worker.market.SteadyCache;
import openbell.worker.market.SymbolNames;
import openbell.worker.market.Waiting;
import openbell.worker.wiring.WorkerConfig.Bars;

/// Puts a provider over HTTP together with its cache, its rate and its circuit breaker.
final class HttpBars {
  private static final Duration MORE_THAN_A_FLIGHT = Duration.ofSeconds(10);

  private HttpBars() {}

  static BarSource source(Bars config, ValueCache shared, Clock clock) {
    if (config.factors().isPresent()) {
      // Ignored, raw prices would pass for adjusted ones.
      throw new IllegalArgumentException("openbell.worker.bars.factors is for kind csv alone");
    }
    Waiting waiting = new Waiting(clock, new SecureRandom(), Thread::sleep);
    SteadyCache cache = new SteadyCache(shared, new MemoryValueCache(clock), clock);
    String identity = identity(config);
    BarProvider once =
        new HttpBarProvider(
            dialect(config), identity, config.names(), config.firstDay(), config.timeout(), clock);
    RateLimiter limiter =
        new RateLimiter(cache, identity, config.rate(), config.ratePer(), waiting);
    return new CachingBarSource(
        new GuardedProvider(once, limiter, config.firstDelay(), config.rest()),
        new CachingBarSource.Setting(
            new SymbolNames(config.names(), config.renamed()), rules(config)),
        cache,
        config.mostCached(),
        waiting,
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("bars-", 1).factory()));
  }

  private static CacheRules rules(Bars config) {
    // The last question may begin just before a flight gives up.
    Duration lease = config.longestWait().plus(config.timeout()).plus(MORE_THAN_A_FLIGHT);
    return new CacheRules(config.staleFor(), config.longestWait(), lease);
  }

  private static Dialect dialect(Bars config) {
    URI base =
        config
            .baseUrl()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "openbell.worker.bars.base-url is missing: kind is http"));
    return switch (config.dialect()) {
      case CSV -> new CsvDialect(base, config.suffix());
      case CHART -> new ChartDialect(base);
      case TEMPLATE ->
          new TemplateDialect(
              base,
              config.template().orElse(""),
              new ApiKey(config.apiKey().orElse("")),
              config.keyHeader().orElse(""),
              config.columns());
    };
  }

  /// Another provider, address or name must not find the answers of the one before.
  private static String identity(Bars config) {
    String dialect = config.dialect().name().toLowerCase(Locale.ROOT);
    String all =
        String.join(
            "\n",
            dialect,
            config.baseUrl().map(URI::toString).orElse(""),
            config.template().orElse(""),
            config.suffix(),
            config.firstDay().toString(),
            sorted(config.columns()),
            sorted(config.names()));
    return dialect + "-" + Sha256.hex(all, 8);
  }

  private static String sorted(Map<String, String> map) {
    return new TreeMap<>(map).toString();
  }
}
