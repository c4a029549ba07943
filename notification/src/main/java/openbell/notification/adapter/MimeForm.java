package openbell.notification.adapter;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.util.ByteArrayDataSource;
import java.util.Date;
import java.util.Map;
import openbell.notification.deliver.Email;

/// An {@link Email} as MIME: `alternative(text, related(html, chart))`, built by Jakarta Mail.
final class MimeForm {
  private MimeForm() {}

  static MimeMessage of(Email email, Session session) throws MessagingException {
    MimeMessage mime = new Identified(session, email.ledgerId(), domain(email.from()));
    mime.setFrom(InternetAddress.parse(email.from(), true)[0]);
    mime.setRecipient(RecipientType.TO, new InternetAddress(email.to(), true));
    mime.setSubject(email.subject(), "UTF-8");
    mime.setSentDate(Date.from(email.date()));
    for (Map.Entry<String, String> header : email.headers().entrySet()) {
      mime.setHeader(header.getKey(), header.getValue());
    }
    if (email.html().isEmpty()) {
      setText(mime, email.text(), "plain");
    } else {
      mime.setContent(alternatives(email));
    }
    mime.saveChanges();
    return mime;
  }

  private static MimeMultipart alternatives(Email email) throws MessagingException {
    MimeBodyPart text = new MimeBodyPart();
    setText(text, email.text(), "plain");
    MimeBodyPart rich = new MimeBodyPart();
    if (email.chart().isPresent()) {
      MimeBodyPart html = new MimeBodyPart();
      setText(html, email.html(), "html");
      rich.setContent(new MimeMultipart("related", html, chart(email, email.chart().get())));
    } else {
      setText(rich, email.html(), "html");
    }
    return new MimeMultipart("alternative", text, rich);
  }

  private static void setText(MimePart part, String text, String kind) throws MessagingException {
    part.setText(text, "UTF-8", kind);
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
  }

  private static MimeBodyPart chart(Email email, byte[] png) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(png, "image/png")));
    part.setContentID("<" + email.chartId() + ">");
    part.setDisposition("inline");
    part.setFileName("chart.png");
    return part;
  }

  private static String domain(String from) {
    String address = from.strip().replace(">", "");
    return address.substring(address.lastIndexOf('@') + 1);
  }

  /// Its Message-ID is made of the ledger id: the same row is the same mail.
  private static final class Identified extends MimeMessage {
    private final String messageId;

    Identified(Session session, String ledgerId, String domain) {
      super(session);
      this.messageId = "<" + ledgerId + "@" + domain + ">";
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", messageId);
    }
  }
}
