package openbell.runtime.artifact.adapter;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import openbell.runtime.wiring.ArtifactConfig;
import openbell.runtime.wiring.ArtifactWiring;
import software.amazon.awssdk.services.s3.S3Client;

/// The client that production builds, with credentials of a test.
final class S3TestClient {
  private S3TestClient() {}

  static S3Client of(URI endpoint) {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "testtest");
    return ArtifactWiring.client(new Settings(Optional.of(endpoint)));
  }

  private record Settings(Optional<URI> endpoint) implements ArtifactConfig.S3 {
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
    public Duration attemptTimeout() {
      return Duration.ofSeconds(2);
    }

    @Override
    public Duration callTimeout() {
      return Duration.ofSeconds(5);
    }
  }
}
