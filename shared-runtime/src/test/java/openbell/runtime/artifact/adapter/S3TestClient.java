package openbell.runtime.artifact.adapter;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import openbell.runtime.testing.RealS3;
import openbell.runtime.wiring.ArtifactConfig;
import openbell.runtime.wiring.S3Wiring;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/// The client that production builds, with credentials of a test.
final class S3TestClient {
  // As in production, without the waits between tries.
  private static final StandardRetryStrategy AT_ONCE =
      AwsRetryStrategy.standardRetryStrategy().toBuilder()
          .backoffStrategy(BackoffStrategy.retryImmediately())
          .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
          .build();

  private S3TestClient() {}

  static S3Client of(URI endpoint) {
    return S3Wiring.client(settings(endpoint, Duration.ofSeconds(10)), AT_ONCE);
  }

  /// One that gives a try up after a moment.
  static S3Client impatient(URI endpoint) {
    return S3Wiring.client(settings(endpoint, Duration.ofMillis(500)), AT_ONCE);
  }

  static ArtifactConfig.S3 settings(URI endpoint, Duration attempt) {
    System.setProperty("aws.accessKeyId", RealS3.USER);
    System.setProperty("aws.secretAccessKey", RealS3.SECRET);
    return new Settings(Optional.of(endpoint), attempt);
  }

  private record Settings(Optional<URI> endpoint, Duration attemptTimeout)
      implements ArtifactConfig.S3 {
    @Override
    public String region() {
      return "auto";
    }

    @Override
    public Optional<String> bucket() {
      return Optional.empty();
    }

    @Override
    public boolean pathStyle() {
      return true;
    }

    @Override
    public Duration connectTimeout() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Duration callTimeout() {
      return attemptTimeout.multipliedBy(4);
    }

    @Override
    public int connections() {
      return 8;
    }

    @Override
    public Duration idle() {
      return Duration.ofSeconds(30);
    }
  }
}
