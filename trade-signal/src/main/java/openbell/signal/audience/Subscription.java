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
/// @param standing how it came to be and what was done with it
public record Subscription(
    String id,
    Owner owner,
    PortfolioId portfolio,
    Recipient recipient,
    State state,
    Instant since,
    Terms terms,
    @Nullable OwnHoldings holdings,
    Standing standing) {

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
        null,
        Standing.NEW);
  }

  /// A subscription that nothing was done with yet.
  public Subscription(
      String id,
      Owner owner,
      PortfolioId portfolio,
      Recipient recipient,
      State state,
      Instant since,
      Terms terms,
      @Nullable OwnHoldings holdings) {
    this(id, owner, portfolio, recipient, state, since, terms, holdings, Standing.NEW);
  }

  /// Whether the address may get mail.
  public enum State {
    /// Named by the owner, not yet confirmed by whoever reads the address. Never gets mail.
    PENDING,
    CONFIRMED,
    /// Ended by the reader or the owner. Only the reader begins it again: on the preference page,
    /// or
    /// by confirming anew.
    ENDED
  }

  /// Where the address came from.
  public enum Origin {
    /// The portfolio document names it, and only as long as it does.
    DOCUMENT,
    /// The owner added it by itself, or changed it there: documents do not change it any more.
    API
  }

  /// @param chosen true once the reader said how they want it: from then on nobody else changes it
  /// @param confirmedAt when the reader confirmed, or null
  /// @param askedAt when the last confirmation mail was asked for, or null for never
  /// @param portfolioName as last seen; empty when it was not seen yet
  public record Standing(
      Origin origin,
      boolean chosen,
      @Nullable Instant confirmedAt,
      @Nullable Instant askedAt,
      String portfolioName) {

    /// Named by a document, and nothing was done with it yet.
    public static final Standing NEW = new Standing(Origin.DOCUMENT, false, null, null, "");

    public Standing named(String name) {
      return new Standing(origin, chosen, confirmedAt, askedAt, name);
    }

    public Standing from(Origin other) {
      return new Standing(other, chosen, confirmedAt, askedAt, portfolioName);
    }

    public Standing asked(Instant now) {
      return new Standing(origin, chosen, confirmedAt, now, portfolioName);
    }

    public Standing confirmed(Instant now) {
      return new Standing(origin, chosen, now, askedAt, portfolioName);
    }

    public Standing byReader() {
      return new Standing(origin, true, confirmedAt, askedAt, portfolioName);
    }
  }

  /// @param zone in which times are shown and quiet hours are meant
  /// @param quiet hours without mail, or null
  public record Terms(ZoneId zone, @Nullable QuietHours quiet, boolean textOnly) {

    /// Universal time, no quiet hours, HTML and text.
    public static final Terms PLAIN = new Terms(ZoneOffset.UTC, null, false);
  }

  public Subscription in(State other, Instant sinceThen) {
    return new Subscription(
        id, owner, portfolio, recipient, other, sinceThen, terms, holdings, standing);
  }

  public Subscription with(Standing other) {
    return new Subscription(id, owner, portfolio, recipient, state, since, terms, holdings, other);
  }

  /// How the reader wants it, all at once.
  public Subscription with(Recipient wanted, Terms newTerms, @Nullable OwnHoldings newHoldings) {
    return new Subscription(
        id, owner, portfolio, wanted, state, since, newTerms, newHoldings, standing);
  }

  /// What the portfolio is called, as well as it is known.
  public String portfolioName() {
    return standing.portfolioName().isEmpty() ? portfolio.value() : standing.portfolioName();
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
