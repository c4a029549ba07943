package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Email;
import openbell.notification.deliver.SendOutcome;
import org.junit.jupiter.api.Test;

/// What every channel does that writes MIME itself.
abstract class ChannelContract {
  static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  abstract Channel channel();

  /// What has arrived, oldest first.
  abstract List<MimeMessage> arrived() throws MessagingException, IOException;

  static Email email(String id, String subject) {
    return new Email(
        id,
        "Openbell <openbell@localhost>",
        "anna@example.com",
        subject,
        "<p>Verkauf für €5 <img src=\"cid:chart@openbell\"></p>",
        "Verkauf für €5\n.\nnach dem Punkt\n",
        Optional.of(PNG),
        "chart@openbell",
        Map.of(
            "List-Id", "<p-1.portfolios.openbell.localhost>", "Auto-Submitted", "auto-generated"),
        Instant.parse("2018-05-11T13:30:00Z"));
  }

  @Test
  void deliversAlternativesWithThePictureInside() throws Exception {
    // Given
    Email email = email("0a1b2c", "Golden cross: AAPL SELL · 1 change · 11 May 2018");
    // When
    SendOutcome outcome = channel().send(email);
    // Then
    assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
    MimeMessage mime = arrived().getFirst();
    assertThat(mime.getSubject()).isEqualTo(email.subject());
    assertThat(mime.getHeader("Subject")[0]).isASCII().contains("=?UTF-8?");
    assertThat(mime.getHeader("Message-ID")).containsExactly("<0a1b2c@localhost>");
    assertThat(mime.getHeader("List-Id")).containsExactly("<p-1.portfolios.openbell.localhost>");
    assertThat(mime.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    MimeMultipart alternatives = (MimeMultipart) mime.getContent();
    assertThat(alternatives.getContentType()).startsWith("multipart/alternative");
    assertThat(((String) alternatives.getBodyPart(0).getContent()).replace("\r\n", "\n").strip())
        .isEqualTo(email.text().strip());
    MimeMultipart related = (MimeMultipart) alternatives.getBodyPart(1).getContent();
    assertThat(related.getContentType()).startsWith("multipart/related");
    assertThat((String) related.getBodyPart(0).getContent()).contains("für €5");
    BodyPart chart = related.getBodyPart(1);
    assertThat(chart.getHeader("Content-ID")).containsExactly("<chart@openbell>");
    assertThat(chart.getInputStream().readAllBytes()).isEqualTo(PNG);
  }

  @Test
  void keepsALongSubjectOnOneLogicalLine() throws Exception {
    // Given
    String subject = "Überlang ".repeat(60).strip();
    // When
    channel().send(email("0a1b2d", subject));
    // Then
    assertThat(arrived().getFirst().getSubject()).isEqualTo(subject);
  }
}
