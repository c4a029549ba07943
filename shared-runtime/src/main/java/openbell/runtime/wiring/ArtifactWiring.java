package openbell.runtime.wiring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import openbell.model.run.FailureException;
import openbell.runtime.alert.AlertSink;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.artifact.DownloadLinks;
import openbell.runtime.artifact.SignedDownloads;
import openbell.runtime.artifact.SignedLinks;
import openbell.runtime.artifact.StoreHealth;
import openbell.runtime.artifact.StoreUpkeep;
import openbell.runtime.artifact.WatchedArtifactStore;
import openbell.runtime.artifact.adapter.FileArtifactStore;
import openbell.runtime.artifact.adapter.S3ArtifactStore;
import openbell.runtime.artifact.adapter.S3Links;
import org.jspecify.annotations.Nullable;

/// Builds the artifact store.
@Dependent
public final class ArtifactWiring {
  private static final int SHORTEST_SECRET = 32;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  /// The one store of a process, behind all its ports.
  ///
  /// @param links null where the store does not serve its own
  record Stores(ArtifactStore artifacts, StoreUpkeep upkeep, @Nullable DownloadLinks links) {}

  @Produces
  @Singleton
  StoreHealth storeHealth(AlertSink alerts, MeterRegistry meters) {
    StoreHealth health = new StoreHealth(alerts);
    Gauge.builder("artifact.store.degraded", health, h -> h.degraded() ? 1 : 0)
        .description("1 while the artifact store does not answer")
        .register(meters);
    return health;
  }

  @Produces
  @Singleton
  Stores stores(ArtifactConfig config, StoreHealth health, Clock clock) {
    return switch (config.kind()) {
      case FILE -> {
        FileArtifactStore store = new FileArtifactStore(config.directory());
        yield new Stores(store, store, null);
      }
      case S3 -> s3(config.s3(), health, clock);
    };
  }

  @Produces
  @Singleton
  ArtifactStore artifactStore(Stores stores, StoreHealth health, MeterRegistry meters) {
    Counter divergent =
        Counter.builder("artifact.divergent")
            .description("runs that were done twice with different results; must stay 0")
            .register(meters);
    return new WatchedArtifactStore(stores.artifacts(), health, divergent::increment);
  }

  @Produces
  @Singleton
  StoreUpkeep storeUpkeep(Stores stores) {
    return stores.upkeep();
  }

  @Produces
  @Singleton
  SignedDownloads signedDownloads(ArtifactConfig config) {
    return new SignedDownloads(
        config.linkKey().map(ArtifactWiring::secret).orElseGet(this::chance));
  }

  @Produces
  @Singleton
  DownloadLinks downloadLinks(Stores stores, SignedDownloads signed, Clock clock) {
    DownloadLinks own = stores.links();
    return own == null ? new SignedLinks(signed, clock) : own;
  }

  private static byte[] secret(String text) {
    if (text.length() < SHORTEST_SECRET) {
      throw new IllegalStateException(
          "openbell.artifact.link-key needs at least " + SHORTEST_SECRET + " characters");
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] chance() {
    byte[] bytes = new byte[SHORTEST_SECRET];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static Stores s3(ArtifactConfig.S3 config, StoreHealth health, Clock clock) {
    String bucket =
        config
            .bucket()
            .orElseThrow(
                () -> new IllegalStateException("openbell.artifact.s3.bucket must be set for s3"));
    S3ArtifactStore store =
        new S3ArtifactStore(S3Wiring.client(config), bucket, ArtifactWiring::pause);
    try {
      store.probe();
    } catch (FailureException e) {
      // A store that is down must not keep a service from starting; jobs will be tried again.
      health.note(e);
    }
    return new Stores(store, store, new S3Links(S3Wiring.presigner(config), bucket, clock));
  }

  /// Full jitter: two writers that met once must not meet again.
  private static void pause(int tries) {
    long bound = FIRST_PAUSE.toMillis() << Math.min(tries, 6);
    try {
      Thread.sleep(RandomGenerator.getDefault().nextLong(bound) + 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
