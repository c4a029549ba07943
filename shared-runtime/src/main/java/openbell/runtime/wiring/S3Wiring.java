package openbell.runtime.wiring;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Builds the clients that every S3-compatible store understands: no checksum trailers, no chunked
/// signing, and a limit on every wait.
public final class S3Wiring {
  private S3Wiring() {}

  /// The client of production: three tries with back-off.
  public static S3Client client(ArtifactConfig.S3 config) {
    return client(config, AwsRetryStrategy.standardRetryStrategy());
  }

  /// @param retries how the SDK repeats what is safe to repeat; three tries by default
  public static S3Client client(ArtifactConfig.S3 config, StandardRetryStrategy retries) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(config.region()))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(service(config))
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(config.connections())
                    .connectionMaxIdleTime(config.idle())
                    .connectionAcquisitionTimeout(config.attemptTimeout())
                    .connectionTimeout(config.connectTimeout())
                    .socketTimeout(config.attemptTimeout()))
            .overrideConfiguration(
                o ->
                    o.apiCallAttemptTimeout(config.attemptTimeout())
                        .apiCallTimeout(config.callTimeout())
                        .retryStrategy(retries));
    config.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /// Signs addresses; it never connects.
  public static S3Presigner presigner(ArtifactConfig.S3 config) {
    S3Presigner.Builder builder =
        S3Presigner.builder()
            .region(Region.of(config.region()))
            .serviceConfiguration(service(config));
    config.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  // What we write is small: asking first whether it may be sent would double the round trips.
  private static S3Configuration service(ArtifactConfig.S3 config) {
    return S3Configuration.builder()
        .pathStyleAccessEnabled(config.pathStyle())
        .chunkedEncodingEnabled(false)
        .expectContinueEnabled(false)
        .build();
  }
}
