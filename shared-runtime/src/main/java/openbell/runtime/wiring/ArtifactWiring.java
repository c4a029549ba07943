package openbell.runtime.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import openbell.model.run.FailureException;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.artifact.adapter.FileArtifactStore;
import openbell.runtime.artifact.adapter.S3ArtifactStore;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/// Builds the artifact store.
@Dependent
public final class ArtifactWiring {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  @Produces
  @Singleton
  ArtifactStore artifactStore(ArtifactConfig config, AlertSink alerts) {
    return switch (config.kind()) {
      case FILE -> new FileArtifactStore(config.directory());
      case S3 -> s3(config.s3(), alerts);
    };
  }

  private static ArtifactStore s3(ArtifactConfig.S3 config, AlertSink alerts) {
    String bucket =
        config
            .bucket()
            .orElseThrow(
                () -> new IllegalStateException("openbell.artifact.s3.bucket must be set for s3"));
    S3ArtifactStore store = new S3ArtifactStore(client(config), bucket, ArtifactWiring::pause);
    try {
      store.probe();
    } catch (FailureException e) {
      // A store that is down must not keep a service from starting; jobs will be tried again.
      alerts.raise(new Alert(e.failure().reason(), e.failure().detail(), Map.of()));
    }
    return store;
  }

  /// The client that every S3-compatible store understands: no checksum trailers, no chunked
  /// signing, and a limit on every wait.
  public static S3Client client(ArtifactConfig.S3 config) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(config.region()))
            .forcePathStyle(config.pathStyle())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(config.connectTimeout())
                    .socketTimeout(config.attemptTimeout()))
            .overrideConfiguration(
                o ->
                    o.apiCallAttemptTimeout(config.attemptTimeout())
                        .apiCallTimeout(config.callTimeout())
                        .retryStrategy(StandardRetryStrategy.builder().maxAttempts(3).build()));
    config.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
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
