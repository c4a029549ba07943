package openbell.notification.wiring;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.SesV2ClientBuilder;

/// Builds clients of Amazon SES that never send a request twice.
public final class SesClients {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private SesClients() {}

  public static SesV2Client of(String region, Optional<URI> endpoint, Duration callTimeout) {
    SesV2ClientBuilder builder =
        SesV2Client.builder()
            .region(Region.of(region))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(callTimeout))
            .overrideConfiguration(
                settings ->
                    settings
                        // By default the SDK repeats a request whose answer was lost: up to four
                        // mails instead of one.
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(callTimeout));
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
