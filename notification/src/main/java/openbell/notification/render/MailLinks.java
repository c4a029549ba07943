package openbell.notification.render;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import openbell.model.message.DigestRequested;
import openbell.model.message.Notification;
import openbell.model.portfolio.Subscriber;
import openbell.model.run.RunId;
import openbell.runtime.link.SignedLinks;
import openbell.runtime.link.SignedLinks.LinkPurpose;
import org.jspecify.annotations.Nullable;

/// The addresses that a mail points to. None of them holds a mail address, and opening one changes
/// nothing by itself.
///
/// @param page where readers find the pages of Openbell
public record MailLinks(URI page, SignedLinks signed) {

  /// How long an address may be confirmed.
  public static final Duration CONFIRM_WITHIN = Duration.ofDays(2);

  public String run(RunId run) {
    return page.resolve("/runs/" + run.value()).toString();
  }

  /// A POST ends what the mail is about at once (RFC 8058): one subscription, or all that a digest
  /// merges; a GET shows a page with a button.
  public String unsubscribe(Notification mail, Subscriber subscriber) {
    LinkPurpose purpose =
        mail instanceof DigestRequested ? LinkPurpose.UNSUBSCRIBE_DIGEST : LinkPurpose.UNSUBSCRIBE;
    return signed("unsubscribe", purpose, subscriber, null);
  }

  public String preferences(Subscriber subscriber) {
    return signed("preferences", LinkPurpose.PREFERENCES, subscriber, null);
  }

  /// @param asked when the confirmation was asked for
  public String confirm(Subscriber subscriber, Instant asked) {
    return signed("confirm", LinkPurpose.CONFIRM, subscriber, asked.plus(CONFIRM_WITHIN));
  }

  private String signed(
      String verb, LinkPurpose purpose, Subscriber subscriber, @Nullable Instant until) {
    String token = signed.sign(purpose, subscriber.subscription(), until);
    return page.resolve("/subscription/" + verb + "/" + token).toString();
  }
}
