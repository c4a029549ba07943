package openbell.notification.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/// Where the events of Amazon SES come from. See `docs/sending.md`.
@ConfigMapping(prefix = "openbell.ses-events")
public interface SesEventsConfig {

  /// Address of the SQS queue that subscribes to the topic. Preferred: SQS keeps events for days.
  Optional<String> queue();

  /// ARN of the SNS topic. When set, `POST /hooks/ses` takes its signed messages, and a queue's
  /// messages of other topics are left alone.
  Optional<String> topic();

  /// Region of the queue.
  @WithDefault("eu-west-1")
  String region();

  /// Address of SQS when it is not Amazon's.
  Optional<URI> endpoint();

  /// Seconds that SQS holds a question that it has no answer to; 0 to 20.
  @WithDefault("20")
  int waitSeconds();
}
