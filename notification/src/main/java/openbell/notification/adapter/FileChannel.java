package openbell.notification.adapter;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Email;
import openbell.notification.deliver.SendOutcome;

/// Writes each mail as `<ledger id>.eml`, first under a temporary name, then renamed in one step.
///
/// Writing the same mail again overwrites the same file, so a lost answer costs nothing.
public final class FileChannel implements Channel {
  private static final long PROCESS = ProcessHandle.current().pid();

  private final AtomicLong drafts = new AtomicLong();
  private final Path mailbox;
  private final Session session = Session.getInstance(new Properties());

  public FileChannel(Path mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public String name() {
    return "file";
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public SendOutcome send(Email email) {
    Path file = mailbox.resolve(email.ledgerId() + ".eml");
    try {
      Files.createDirectories(mailbox);
      // Two senders of one mail, e.g. one that was taken for gone, must not share a draft.
      Path draft =
          mailbox.resolve(
              "." + email.ledgerId() + "-" + drafts.incrementAndGet() + "-" + PROCESS + ".tmp");
      try {
        write(email, draft);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
      return new SendOutcome.Accepted(file.getFileName().toString());
    } catch (IOException e) {
      return new SendOutcome.NotNow("The mailbox folder cannot be written: " + e.getMessage());
    } catch (MessagingException e) {
      return new SendOutcome.Never("The mail has no legal form: " + e.getMessage(), false);
    }
  }

  private void write(Email email, Path draft) throws IOException, MessagingException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft), 65_536)) {
      MimeForm.of(email, session).writeTo(out);
    }
  }
}
