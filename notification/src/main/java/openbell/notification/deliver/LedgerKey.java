package openbell.notification.deliver;

import java.util.Locale;
import openbell.model.hash.Sha256;
import openbell.model.market.Session;
import openbell.model.message.Notification;
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

  private static final int ID_DIGITS = 30;

  public static LedgerKey of(Notification request, String channel) {
    return new LedgerKey(
        request.portfolio(),
        request.session(),
        request.revision(),
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
    return Sha256.hex(text, ID_DIGITS);
  }

  /// Never the address.
  @Override
  public String toString() {
    return "LedgerKey[" + id() + "]";
  }
}
