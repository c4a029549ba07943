package openbell.runtime.rest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.runtime.timeline.TimelineEvent;
import openbell.runtime.timeline.TimelinePart;
import openbell.runtime.timeline.TimelineQuestion;
import org.jspecify.annotations.Nullable;

/// How the services are asked for their parts of the timeline.
public final class TimelineDoor {
  private static final int LONGEST_ADDRESS = 254;

  private TimelineDoor() {}

  /// @param session `XNYS:2018-05-11`
  /// @param recipient null or empty for all
  /// @throws ProblemException 400, or 404 for what cannot be the id of a portfolio
  public static TimelineQuestion question(
      Owner owner, String portfolio, @Nullable String session, @Nullable String recipient) {
    String address = recipient == null ? "" : recipient.strip().toLowerCase(Locale.ROOT);
    if (address.length() > LONGEST_ADDRESS) {
      throw new ProblemException(
          400, "bad-recipient", "`recipient` is one mail address; leave it out for all.");
    }
    return new TimelineQuestion(owner, portfolio(portfolio), session(session), address);
  }

  /// What the part of that name says, when it is in this process.
  public static Optional<List<TimelineEvent>> events(
      Stream<TimelinePart> parts, String service, TimelineQuestion question) {
    return parts
        .filter(part -> part.service().equals(service))
        .findFirst()
        .map(part -> TimelineEvent.inOrder(part.events(question)));
  }

  private static PortfolioId portfolio(String text) {
    try {
      return new PortfolioId(text);
    } catch (IllegalArgumentException _) {
      throw new ProblemException(404, "portfolio-not-found", "There is no such portfolio.");
    }
  }

  private static Session session(@Nullable String text) {
    String given = text == null ? "" : text.strip();
    int colon = given.indexOf(':');
    try {
      return new Session(
          given.substring(0, Math.max(0, colon)), LocalDate.parse(given.substring(colon + 1)));
    } catch (DateTimeException | IllegalArgumentException _) {
      throw new ProblemException(
          400, "bad-session", "`session` is a market and a date, e.g. XNYS:2018-05-11.");
    }
  }
}
