package openbell.notification.adapter;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Email;
import openbell.notification.deliver.SendOutcome;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.AccountSuspendedException;
import software.amazon.awssdk.services.sesv2.model.Attachment;
import software.amazon.awssdk.services.sesv2.model.AttachmentContentDisposition;
import software.amazon.awssdk.services.sesv2.model.AttachmentContentTransferEncoding;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.LimitExceededException;
import software.amazon.awssdk.services.sesv2.model.MailFromDomainNotVerifiedException;
import software.amazon.awssdk.services.sesv2.model.Message;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendingPausedException;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/// Sends each mail by Amazon SES, API version 2.
///
/// The client must be built without retries: SES has no idempotency token, so a retry after a lost
/// answer is a second mail. SES overwrites the Message-ID; the tag `lid` leads back to the ledger.
public final class SesChannel implements Channel {
  private static final int THROTTLED = 429;
  private static final int SERVER_ERROR = 500;
  private static final int CLIENT_ERROR = 400;

  private final SesV2Client client;
  private final String configurationSet;

  /// @param configurationSet whose events carry our tags back; empty for none
  public SesChannel(SesV2Client client, String configurationSet) {
    this.client = client;
    this.configurationSet = configurationSet;
  }

  @Override
  public String name() {
    return "ses";
  }

  @Override
  public SendOutcome send(Email email) {
    try {
      String id = client.sendEmail(request(email)).messageId();
      return id == null || id.isBlank()
          ? new SendOutcome.Unclear("SES answered without a message id.")
          : new SendOutcome.Accepted(id);
    } catch (SesV2Exception e) {
      return answered(e);
    } catch (SdkException e) {
      return lost(e);
    }
  }

  private SendEmailRequest request(Email email) {
    Message.Builder message =
        Message.builder()
            .subject(utf8(email.subject()))
            .body(
                body -> {
                  body.text(utf8(email.text()));
                  if (!email.html().isEmpty()) {
                    body.html(utf8(email.html()));
                  }
                })
            .headers(headers(email));
    email.chart().ifPresent(png -> message.attachments(chart(email.chartId(), png)));
    SendEmailRequest.Builder request =
        SendEmailRequest.builder()
            .fromEmailAddress(email.from())
            .destination(to -> to.toAddresses(email.to()))
            .content(content -> content.simple(message.build()))
            .emailTags(tags(email));
    if (!configurationSet.isEmpty()) {
      request.configurationSetName(configurationSet);
    }
    return request.build();
  }

  /// They come back in every event, and lead to the ledger and to who sent it.
  private List<MessageTag> tags(Email email) {
    List<MessageTag> tags = new ArrayList<>();
    tags.add(MessageTag.builder().name("lid").value(email.ledgerId()).build());
    if (!configurationSet.isEmpty()) {
      tags.add(MessageTag.builder().name("cfg").value(configurationSet).build());
    }
    return tags;
  }

  private static List<MessageHeader> headers(Email email) {
    List<MessageHeader> headers = new ArrayList<>();
    email
        .headers()
        .forEach(
            (name, value) -> headers.add(MessageHeader.builder().name(name).value(value).build()));
    return headers;
  }

  private static Attachment chart(String id, byte[] png) {
    return Attachment.builder()
        .rawContent(SdkBytes.fromByteArrayUnsafe(png))
        .contentType("image/png")
        .contentId(id)
        .contentDisposition(AttachmentContentDisposition.INLINE)
        .contentTransferEncoding(AttachmentContentTransferEncoding.BASE64)
        .fileName("chart.png")
        .build();
  }

  private static Content utf8(String text) {
    return Content.builder().data(text).charset("UTF-8").build();
  }

  /// SES said something. A five hundred may have come after it had taken the mail.
  private static SendOutcome answered(SesV2Exception e) {
    String said = "SES said " + e.statusCode() + " " + code(e) + ".";
    if (e.getMessage() != null && e.getMessage().toLowerCase(Locale.ROOT).contains("daily")) {
      return new SendOutcome.OutOfQuota(said);
    }
    return switch (e) {
      case SendingPausedException _, LimitExceededException _ -> new SendOutcome.NotNow(said);
      case MailFromDomainNotVerifiedException _, AccountSuspendedException _ ->
          new SendOutcome.Never(said, true);
      default -> byStatus(e, said);
    };
  }

  private static SendOutcome byStatus(SesV2Exception e, String said) {
    if (e.statusCode() == THROTTLED || e.isThrottlingException()) {
      return new SendOutcome.NotNow(said, true);
    }
    return e.statusCode() >= CLIENT_ERROR && e.statusCode() < SERVER_ERROR
        ? new SendOutcome.Never(said, false)
        : new SendOutcome.Unclear(said);
  }

  private static String code(SesV2Exception e) {
    return e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
  }

  /// SES said nothing we could read. Only when no connection came about is it sure to know nothing.
  private static SendOutcome lost(SdkException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof SSLHandshakeException) {
        return new SendOutcome.NotNow("SES cannot be reached: " + cause.getMessage());
      }
    }
    return e instanceof SdkClientException
        ? new SendOutcome.Unclear("The answer of SES was lost: " + e.getMessage())
        : new SendOutcome.Unclear("The answer of SES makes no sense: " + e.getMessage());
  }
}
