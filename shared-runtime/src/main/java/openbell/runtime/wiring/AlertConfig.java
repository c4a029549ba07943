package openbell.runtime.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// How operators hear that something needs them.
@ConfigMapping(prefix = "openbell.alert")
public interface AlertConfig {

  /// `log` writes alerts to the log alone; `slack` posts them to a channel as well.
  @WithDefault("log")
  Kind kind();

  /// Incoming-webhook address. Whoever knows it can post: give it by the environment variable
  /// `OPENBELL_ALERT_SLACK_WEBHOOK`. It is never logged.
  Optional<URI> slackWebhook();

  /// At most one post per reason in this time; what came in between is counted in the next post.
  /// Longer is calmer, shorter is sooner.
  @WithDefault("1m")
  Duration slackPause();

  /// Which sink.
  enum Kind {
    LOG,
    SLACK
  }
}
