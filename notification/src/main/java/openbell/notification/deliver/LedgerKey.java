package openbell.notification.deliver;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import openbell.model.market.Session;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.PortfolioId;

/// What one mail is about, to whom and by what means: for each key at most one send request is ever
/// issued that may have been accepted.
public record LedgerKey(
    PortfolioId portfolio,
    Session session,
    int revision,
    String recipient,
    String channel,
    String template) {

  private static final int ID_BYTES = 15;

  public static LedgerKey of(NotificationRequested request, String channel) {
    return new LedgerKey(
        request.run().portfolio(),
        request.run().session(),
        request.run().revision(),
        request.recipient().email().strip().toLowerCase(Locale.ROOT),
        channel,
        request.template());
  }

  /// The ledger id: 30 hex digits, the same for the same key.
  public String id() {
    String text =
        String.join(
            "\n",
            portfolio.value(),
            session.market(),
            session.date().toString(),
            Integer.toString(revision),
            recipient,
            channel,
            template);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Never the address.
  @Override
  public String toString() {
    return "LedgerKey[" + id() + "]";
  }
}
