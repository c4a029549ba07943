package openbell.notification.adapter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openbell.notification.event.EventDoor;
import openbell.notification.event.EventMeter;
import openbell.notification.event.ProviderEvents;

/// Takes events that Amazon SNS posts. Only what is signed, and of the one topic, comes in.
///
/// Outbound requests go to `https://sns.REGION.amazonaws.com` of the topic's own region and nowhere
/// else: for the certificate, and to confirm the subscription. The letter's own `SubscribeURL` is
/// never fetched.
public final class SnsDoor implements EventDoor {
  private static final System.Logger LOG = System.getLogger(SnsDoor.class.getName());
  private static final Pattern TOPIC =
      Pattern.compile("arn:aws(?:-cn)?:sns:([a-z0-9-]{5,30}):[0-9]{12}:[A-Za-z0-9_.-]{1,256}");
  private static final Pattern CERTIFICATE =
      Pattern.compile("/SimpleNotificationService-[0-9a-f]{8,64}\\.pem");
  private static final int MOST_CERTIFICATES = 8;

  private final Optional<String> topic;
  private final String host;
  private final ProviderEvents events;
  private final EventMeter meter;
  private final Fetch fetch;
  private final Map<URI, X509Certificate> certificates = new ConcurrentHashMap<>();

  /// Fetches an address by GET; follows no redirect.
  public interface Fetch {
    byte[] get(URI address) throws IOException;
  }

  /// @param topic ARN of the one topic that is heard; empty for none
  /// @throws IllegalArgumentException when the topic is no ARN of SNS
  public SnsDoor(Optional<String> topic, ProviderEvents events, EventMeter meter, Fetch fetch) {
    this.topic = topic;
    this.host = topic.map(SnsDoor::host).orElse("");
    this.events = events;
    this.meter = meter;
    this.fetch = fetch;
  }

  private static String host(String topic) {
    Matcher parts = TOPIC.matcher(topic);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "openbell.ses-events.topic is an ARN like arn:aws:sns:eu-west-1:123456789012:name");
    }
    String china = topic.startsWith("arn:aws-cn:") ? ".cn" : "";
    return "sns." + parts.group(1) + ".amazonaws.com" + china;
  }

  @Override
  public Answer open(String text) {
    if (topic.isEmpty()) {
      return Answer.CLOSED;
    }
    try {
      SnsLetter letter = SnsLetter.read(text);
      if (!letter.text("TopicArn").equals(topic.get())) {
        return refused("wrong_topic");
      }
      Optional<X509Certificate> certificate = certificate(letter.certificate());
      if (certificate.isEmpty() || !letter.isSignedBy(certificate.get())) {
        return refused("forged");
      }
      return letter.isConfirmation() ? confirmed(letter) : taken(letter);
    } catch (IllegalArgumentException _) {
      return refused("unreadable");
    }
  }

  private Answer taken(SnsLetter letter) {
    if (letter.isNotification()) {
      SesEventJson.read(letter.text("Message"))
          .ifPresentOrElse(events::take, () -> meter.came("other", "ignored"));
    } else {
      meter.came("other", "ignored");
    }
    return Answer.TAKEN;
  }

  /// The address is ours to make: topic and token are all that is needed.
  private Answer confirmed(SnsLetter letter) {
    URI address =
        URI.create(
            "https://%s/?Action=ConfirmSubscription&TopicArn=%s&Token=%s"
                .formatted(host, encoded(letter.text("TopicArn")), encoded(letter.text("Token"))));
    try {
      fetch.get(address);
      meter.came("confirmation", "new");
      LOG.log(Level.INFO, "the subscription to {0} is confirmed", letter.text("TopicArn"));
      return Answer.TAKEN;
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the subscription could not be confirmed: {0}", e.getMessage());
      return refused("confirmation_failed");
    }
  }

  private Optional<X509Certificate> certificate(URI address) {
    X509Certificate known = certificates.get(address);
    if (known != null) {
      return Optional.of(known);
    }
    if (!isOurs(address)) {
      return Optional.empty();
    }
    try {
      byte[] pem = fetch.get(address);
      X509Certificate fetched =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(pem));
      if (certificates.size() >= MOST_CERTIFICATES) {
        certificates.clear();
      }
      certificates.put(address, fetched);
      return Optional.of(fetched);
    } catch (IOException | CertificateException e) {
      LOG.log(Level.WARNING, "the certificate of SNS could not be read: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  private boolean isOurs(URI address) {
    return "https".equals(address.getScheme())
        && host.equals(address.getRawAuthority())
        && address.getRawQuery() == null
        && address.getRawPath() != null
        && CERTIFICATE.matcher(address.getRawPath()).matches();
  }

  private Answer refused(String why) {
    meter.came(why, "refused");
    return Answer.REFUSED;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
