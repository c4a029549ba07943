package openbell.notification.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import openbell.notification.adapter.SmtpChannel.Security;
import openbell.notification.deliver.SendPace;

/// Settings of notification.
@ConfigMapping(prefix = "openbell.notification")
public interface NotificationConfig {

  /// By what means mail leaves the house: `file`, `smtp` or `ses`.
  @WithDefault("file")
  Kind channel();

  /// Folder that the `file` channel writes `.eml` files to.
  @WithDefault("var/mailbox")
  Path mailbox();

  /// Address that mails come from.
  @WithDefault("openbell@localhost")
  String from();

  /// Last part of every `List-Id`.
  @WithDefault("openbell.localhost")
  String listDomain();

  /// Where readers find the pages; mails link to it.
  @WithDefault("http://localhost:8080")
  URI page();

  /// Mails per second of all notifiers together, for `smtp` and `ses`; a number, or `unlimited`.
  /// With `ses` also at most 80 % of what the account allows. Raised: a batch is out sooner, and a
  /// provider may throttle.
  @WithDefault("10")
  SendPace sendsPerSecond();

  /// Calls of the provider at once, per process. Raised: a slow provider holds up less, and is
  /// asked by more connections.
  @WithDefault("32")
  int sendsAtOnce();

  /// A notification accepted longer ago than this is not sent any more. Raised: more mail survives
  /// a long outage, and arrives when it no longer helps.
  @WithDefault("6h")
  Duration oldest();

  /// How long an unknown outcome waits for a provider's event before it is given up and alerted.
  @WithDefault("15m")
  Duration parkAfter();

  /// How often it is looked for mails whose sender is gone or whose outcome stays unknown.
  @WithDefault("10s")
  Duration unknownEvery();

  /// Longest call of a provider. Twice that, and its sender is taken for gone.
  @WithDefault("20s")
  Duration callTimeout();

  /// Definite "not now" answers before a mail is given up.
  @WithDefault("8")
  int mostAttempts();

  /// Sessions that the chart of a mail shows.
  @WithDefault("250")
  int chartSessions();

  /// Incoming webhook of Slack that every signal is posted to; none when absent.
  Optional<URI> slackWebhook();

  /// Where every signal is posted to as signed JSON.
  Webhook webhook();

  /// The server of the `smtp` channel.
  Smtp smtp();

  /// The account of the `ses` channel.
  Ses ses();

  /// Names of the channels.
  enum Kind {
    FILE,
    SMTP,
    SES
  }

  /// An SMTP server.
  interface Smtp {
    /// Name or address of the server.
    @WithDefault("localhost")
    String host();

    /// Its port.
    @WithDefault("587")
    int port();

    /// How the connection is protected: `none`, `starttls` or `tls`.
    @WithDefault("starttls")
    Security security();

    /// User name; none when absent.
    Optional<String> user();

    /// Password of the user.
    Optional<String> password();
  }

  /// An address of the operator's.
  interface Webhook {
    /// Address; none when absent.
    Optional<URI> url();

    /// Key of the signature; needed with an address.
    Optional<String> secret();
  }

  /// An Amazon SES account. Credentials come from the usual AWS places.
  interface Ses {
    /// Region of the account.
    @WithDefault("eu-west-1")
    String region();

    /// Address of the API when it is not Amazon's.
    Optional<URI> endpoint();

    /// Configuration set whose events carry our tags back.
    Optional<String> configurationSet();
  }
}
