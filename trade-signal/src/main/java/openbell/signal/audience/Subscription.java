package openbell.signal.audience;

import java.time.Instant;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient;

/// An address that asked, or was named, to hear about a portfolio.
///
/// @param since when the address was first seen
public record Subscription(
    Owner owner, PortfolioId portfolio, Recipient recipient, State state, Instant since) {

  /// Whether the address may get mail.
  public enum State {
    /// Named by the owner, not yet confirmed by whoever reads the address. Never gets mail.
    PENDING,
    CONFIRMED
  }
}
