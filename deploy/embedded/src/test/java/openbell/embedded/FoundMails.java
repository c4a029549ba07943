package openbell.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/// Mails in a folder, as a mail program reads them.
final class FoundMails {
  private static final Session SESSION = Session.getInstance(new Properties());

  private FoundMails() {}

  /// @param about first part of `List-Id`: a portfolio, or a reader's list when it is a digest
  /// @param day on which it was taken in, universal time
  /// @param id ledger id
  /// @param run the run it names, empty for a digest
  /// @param unsubscribe token of the one-click link in its header; empty when there is none
  /// @param text the plain-text alternative
  record Found(
      String id,
      String to,
      String about,
      LocalDate day,
      String run,
      String unsubscribe,
      String text) {

    boolean isConfirmation() {
      return text.contains("/subscription/confirm/");
    }

    /// Token of the confirmation link in the text.
    String confirmToken() {
      return token("/subscription/confirm/");
    }

    /// Token of the preference link in the text.
    String preferencesToken() {
      return token("/subscription/preferences/");
    }

    private String token(String path) {
      String from = text.substring(text.indexOf(path) + path.length());
      return from.lines().findFirst().orElse("").strip();
    }

    boolean isDigest() {
      return about.startsWith("digest-");
    }
  }

  static List<Found> in(Path folder) {
    return in(folder, new HashMap<>());
  }

  /// @param known what was read before, by file; the rest is added
  static List<Found> in(Path folder, Map<Path, Found> known) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> known.computeIfAbsent(file, FoundMails::read))
          .sorted(Comparator.comparing(Found::day))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Found read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MimeMessage mail = new MimeMessage(SESSION, in);
      String list = mail.getHeader("List-Id", null);
      String run = mail.getHeader("X-Openbell-Run", null);
      String unsubscribe = mail.getHeader("List-Unsubscribe", null);
      if (unsubscribe != null) {
        // The button of a mail program is there only with the second header.
        assertThat(mail.getHeader("List-Unsubscribe-Post", null))
            .isEqualTo("List-Unsubscribe=One-Click");
      }
      return new Found(
          file.getFileName().toString().replace(".eml", ""),
          mail.getHeader("To", null),
          list.substring(1, list.indexOf('.')),
          mail.getSentDate().toInstant().atZone(ZoneOffset.UTC).toLocalDate(),
          run == null ? "" : run,
          unsubscribe == null ? "" : lastPart(unsubscribe),
          text(mail));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MessagingException e) {
      throw new IllegalStateException("not a mail: " + file.getFileName(), e);
    }
  }

  private static String lastPart(String link) {
    return MimeUtility.unfold(link).replaceAll("^<.*/unsubscribe/|>$", "");
  }

  private static String text(Part part) throws MessagingException, IOException {
    if (part.isMimeType("text/plain")) {
      return part.getContent().toString();
    }
    if (part.getContent() instanceof Multipart parts) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < parts.getCount(); i++) {
        text.append(text(parts.getBodyPart(i)));
      }
      return text.toString();
    }
    return "";
  }
}
