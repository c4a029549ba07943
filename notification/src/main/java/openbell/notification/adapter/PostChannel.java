package openbell.notification.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLHandshakeException;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Email;
import openbell.notification.deliver.SendOutcome;

/// Posts JSON to one configured address, once, and follows no redirect.
public final class PostChannel implements Channel {
  /// `t=UNIX SECONDS,v1=HEX` of HMAC-SHA256 over `UNIX SECONDS.BODY`.
  public static final String SIGNATURE = "Openbell-Signature";

  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final String name;
  private final URI address;
  private final String secret;
  private final Function<Email, ObjectNode> form;
  private final Duration timeout;
  private final Clock clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private PostChannel(
      String name,
      URI address,
      String secret,
      Function<Email, ObjectNode> form,
      Duration timeout,
      Clock clock) {
    this.name = name;
    this.address = address;
    this.secret = secret;
    this.form = form;
    this.timeout = timeout;
    this.clock = clock;
  }

  /// An incoming webhook of Slack.
  public static PostChannel slack(URI address, Duration timeout, Clock clock) {
    return new PostChannel("slack", address, "", PostChannel::slackForm, timeout, clock);
  }

  /// Anybody's webhook.
  ///
  /// @param secret key of the signature
  public static PostChannel webhook(URI address, String secret, Duration timeout, Clock clock) {
    return new PostChannel("webhook", address, secret, PostChannel::openForm, timeout, clock);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean toReaders() {
    return false;
  }

  @Override
  public SendOutcome send(Email email) {
    try {
      int status =
          client
              .send(request(form.apply(email).toString()), HttpResponse.BodyHandlers.discarding())
              .statusCode();
      return outcome(email, status, "The address answered " + status + ".");
    } catch (ConnectException | SSLHandshakeException | UnresolvedAddressException e) {
      return new SendOutcome.NotNow("The address cannot be reached: " + e.getMessage());
    } catch (IOException e) {
      return new SendOutcome.Unclear("The answer was lost: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new SendOutcome.Unclear("Interrupted before the answer.");
    }
  }

  private static SendOutcome outcome(Email email, int status, String said) {
    return switch (status / 100) {
      case 2 -> new SendOutcome.Accepted(email.ledgerId());
      case 3, 4 ->
          status == 429 ? new SendOutcome.NotNow(said, true) : new SendOutcome.Never(said, false);
      default -> new SendOutcome.Unclear(said);
    };
  }

  private HttpRequest request(String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!secret.isEmpty()) {
      long seconds = clock.instant().getEpochSecond();
      request.header(SIGNATURE, "t=" + seconds + ",v1=" + signature(secret, seconds + "." + body));
    }
    return request.build();
  }

  static String signature(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  private static ObjectNode openForm(Email email) {
    return SesEventJson.JSON
        .createObjectNode()
        .put("version", 1)
        .put("id", email.ledgerId())
        .put("at", email.date().toString())
        .put("list", email.headers().getOrDefault("List-Id", ""))
        .put("run", email.headers().getOrDefault("X-Openbell-Run", ""))
        .put("subject", email.subject())
        .put("text", email.text());
  }

  /// These three mean something to Slack; nothing else does inside a block.
  private static ObjectNode slackForm(Email email) {
    String text = "*" + email.subject() + "*\n```" + email.text().replace("```", "` ` `") + "```";
    String plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return SesEventJson.JSON.createObjectNode().put("text", plain);
  }
}
