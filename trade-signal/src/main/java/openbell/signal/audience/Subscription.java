package openbell.signal.audience;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import openbell.model.hash.Sha256;
import openbell.model.portfolio.OwnHoldings;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Subscriber;
import openbell.model.portfolio.Subscriber.QuietHours;
import org.jspecify.annotations.Nullable;

/// An address that asked, or was named, to hear about a portfolio.
///
/// @param id opaque; the same for one owner, portfolio and address
/// @param since when the address was confirmed; before that, when it was first seen
/// @param terms how the reader wants it
/// @param holdings what the reader really holds, or null
public record Subscription(
    String id,
    Owner owner,
    PortfolioId portfolio,
    Recipient recipient,
    State state,
    Instant since,
    Terms terms,
    @Nullable OwnHoldings holdings) {

  private static final int ID_DIGITS = 32;

  /// A subscription with nothing said but the address and how often.
  public Subscription(
      Owner owner, PortfolioId portfolio, Recipient recipient, State state, Instant since) {
    this(
        idOf(owner, portfolio, recipient),
        owner,
        portfolio,
        recipient,
        state,
        since,
        Terms.PLAIN,
        null);
  }

  /// Whether the address may get mail.
  public enum State {
    /// Named by the owner, not yet confirmed by whoever reads the address. Never gets mail.
    PENDING,
    CONFIRMED,
    /// Ended by the reader; only the reader can begin it again.
    ENDED
  }

  /// @param zone in which times are shown and quiet hours are meant
  /// @param quiet hours without mail, or null
  public record Terms(ZoneId zone, @Nullable QuietHours quiet, boolean textOnly) {

    /// Universal time, no quiet hours, HTML and text.
    public static final Terms PLAIN = new Terms(ZoneOffset.UTC, null, false);
  }

  /// The address is compared without regard to case.
  public static String idOf(Owner owner, PortfolioId portfolio, Recipient recipient) {
    String address = recipient.email().strip().toLowerCase(Locale.ROOT);
    return Sha256.hex(String.join("\n", owner.value(), portfolio.value(), address), ID_DIGITS);
  }

  /// What a notification tells about it.
  public Subscriber subscriber() {
    return new Subscriber(
        id,
        since.atZone(terms.zone()).toLocalDate(),
        terms.zone(),
        terms.quiet(),
        terms.textOnly());
  }
}
