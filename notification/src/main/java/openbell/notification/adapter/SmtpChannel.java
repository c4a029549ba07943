package openbell.notification.adapter;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Email;
import openbell.notification.deliver.SendOutcome;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/// Hands each mail to an SMTP server over a connection of its own.
///
/// Until the last byte of the content is written, nothing can have been accepted. After it, only a
/// reply of the server says what happened; without one the outcome is unclear.
public final class SmtpChannel implements Channel {
  private static final int PERMANENT = 500;

  /// Replies by which a server asks for less.
  private static final Set<Integer> TOO_FAST = Set.of(421, 450, 451, 452);

  private final Server server;
  private final Session session;

  public SmtpChannel(Server server) {
    this.server = server;
    this.session = Session.getInstance(properties(server));
  }

  /// @param security how the connection is protected
  /// @param user empty for none
  /// @param callTimeout longest wait for a connection, and for each answer
  public record Server(
      String host,
      int port,
      Security security,
      String user,
      String password,
      Duration callTimeout) {

    /// Never the password.
    @Override
    public String toString() {
      return "Server[" + host + ":" + port + ", " + security + "]";
    }
  }

  /// How a connection to the server is protected.
  public enum Security {
    NONE,
    STARTTLS,
    TLS
  }

  @Override
  public String name() {
    return "smtp";
  }

  @Override
  public SendOutcome send(Email email) {
    Watched mime;
    try {
      mime = new Watched(MimeForm.of(email, session));
    } catch (MessagingException e) {
      return new SendOutcome.Never("The mail has no legal form: " + e.getMessage(), false);
    }
    try (Transport transport = session.getTransport()) {
      connect(transport);
      transport.sendMessage(mime, mime.getAllRecipients());
      mime.accepted = true;
      return new SendOutcome.Accepted(email.ledgerId());
    } catch (AuthenticationFailedException e) {
      return new SendOutcome.Never("The server does not know us: " + e.getMessage(), true);
    } catch (MessagingException e) {
      // Closing after a good answer may fail; by then it is accepted.
      return mime.accepted ? new SendOutcome.Accepted(email.ledgerId()) : outcome(e, mime);
    }
  }

  private void connect(Transport transport) throws MessagingException {
    if (server.user().isEmpty()) {
      transport.connect();
    } else {
      transport.connect(server.user(), server.password());
    }
  }

  private static SendOutcome outcome(MessagingException cause, Watched mime) {
    int reply = reply(cause);
    if (reply >= PERMANENT) {
      return new SendOutcome.Never("The server said " + reply + ".", false);
    }
    if (reply > 0) {
      return new SendOutcome.NotNow(
          "The server said " + reply + ".", !mime.written && TOO_FAST.contains(reply));
    }
    return mime.written
        ? new SendOutcome.Unclear("The server's answer was lost: " + cause.getMessage())
        : new SendOutcome.NotNow("The server cannot be reached: " + cause.getMessage());
  }

  /// The server's reply code, or 0 when the failure carries none.
  private static int reply(MessagingException cause) {
    for (Exception e = cause; e instanceof MessagingException m; e = m.getNextException()) {
      int code =
          switch (e) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> 0;
          };
      if (code > 0) {
        return code;
      }
    }
    return 0;
  }

  private static Properties properties(Server server) {
    String protocol = server.security() == Security.TLS ? "smtps" : "smtp";
    String prefix = "mail." + protocol + ".";
    String timeout = Long.toString(server.callTimeout().toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", protocol);
    properties.setProperty(prefix + "host", server.host());
    properties.setProperty(prefix + "port", Integer.toString(server.port()));
    properties.setProperty(prefix + "connectiontimeout", timeout);
    properties.setProperty(prefix + "timeout", timeout);
    properties.setProperty(prefix + "writetimeout", timeout);
    properties.setProperty(prefix + "auth", Boolean.toString(!server.user().isEmpty()));
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    properties.setProperty(prefix + "quitwait", "false");
    if (server.security() == Security.STARTTLS) {
      properties.setProperty(prefix + "starttls.enable", "true");
      properties.setProperty(prefix + "starttls.required", "true");
    }
    return properties;
  }

  /// Knows whether all of its content went out.
  private static final class Watched extends MimeMessage {
    private boolean written;
    private boolean accepted;

    Watched(MimeMessage message) throws MessagingException {
      super(message);
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
      super.writeTo(out, ignored);
      written = true;
    }
  }
}
