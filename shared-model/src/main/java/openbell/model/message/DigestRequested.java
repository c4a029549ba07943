package openbell.model.message;

import java.util.List;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Subscriber;
import openbell.model.run.Purpose;
import org.jspecify.annotations.Nullable;

/// A day's notifications to one reader in one letter. Notification says this to itself when a
/// digest closes.
///
/// @param portfolio id of the list: the same for one owner and reader
/// @param session the day, and the market whose open closes it
/// @param items ledger ids of the notifications that it takes the place of, in the letter's order
public record DigestRequested(
    Owner owner,
    PortfolioId portfolio,
    Session session,
    String notificationId,
    Recipient recipient,
    @Nullable Subscriber subscriber,
    List<String> items)
    implements Notification {

  /// The template of every digest.
  public static final String TEMPLATE = "digest";

  public DigestRequested {
    items = List.copyOf(items);
  }

  @Override
  public String template() {
    return TEMPLATE;
  }

  @Override
  public int revision() {
    return 1;
  }

  @Override
  public Purpose purpose() {
    return Purpose.SCHEDULED;
  }
}
