package openbell.signal.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import openbell.model.portfolio.OwnHoldings;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Subscriber.QuietHours;
import openbell.model.wire.WireJson;
import openbell.signal.audience.Subscription;
import openbell.signal.audience.Subscription.Origin;
import openbell.signal.audience.Subscription.Standing;
import openbell.signal.audience.Subscription.State;
import openbell.signal.audience.Subscription.Terms;
import openbell.signal.subscribe.Counts;
import openbell.signal.subscribe.SubscriptionEvent;
import openbell.signal.subscribe.SubscriptionEvent.By;
import openbell.signal.subscribe.SubscriptionEvent.What;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// The tables `signal.subscription` and `signal.subscription_event`.
final class SubscriptionRows {
  private static final Duration DAY = Duration.ofDays(1);

  private final JsonMapper json = WireJson.messages();

  void write(Handle handle, Subscription one) {
    Terms terms = one.terms();
    QuietHours quiet = terms.quiet();
    Standing standing = one.standing();
    bind(handle.createUpdate(SubscriptionSql.WRITE), one)
        .bind("zone", terms.zone().equals(ZoneOffset.UTC) ? "UTC" : terms.zone().getId())
        .bindByType("quietFrom", quiet == null ? null : quiet.from(), LocalTime.class)
        .bindByType("quietUntil", quiet == null ? null : quiet.until(), LocalTime.class)
        .bind("textOnly", terms.textOnly())
        .bindByType("holdings", text(one.holdings()), String.class)
        .bindByType("askedAt", at(standing.askedAt()), OffsetDateTime.class)
        .bind("origin", standing.origin().name())
        .bind("chosen", standing.chosen())
        .execute();
  }

  /// Binds what both ways of writing a row have in common.
  static <S extends SqlStatement<S>> S bind(S statement, Subscription one) {
    Recipient recipient = one.recipient();
    return statement
        .bind("id", one.id())
        .bind("owner", one.owner().value())
        .bind("portfolio", one.portfolio().value())
        .bind("email", recipient.email())
        .bind("preference", recipient.when().name())
        .bind("language", recipient.language())
        .bind("state", one.state().name())
        .bind("since", at(one.since()))
        .bindByType("confirmedAt", at(one.standing().confirmedAt()), OffsetDateTime.class)
        .bind("name", one.standing().portfolioName());
  }

  Subscription read(ResultSet row) throws SQLException {
    LocalTime from = row.getObject("quiet_from", LocalTime.class);
    LocalTime until = row.getObject("quiet_until", LocalTime.class);
    String zone = row.getString("zone");
    return new Subscription(
        row.getString("id"),
        new Owner(row.getString("owner")),
        new PortfolioId(row.getString("portfolio")),
        new Recipient(
            row.getString("email"),
            Recipient.Preference.valueOf(row.getString("preference")),
            row.getString("language")),
        State.valueOf(row.getString("state")),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        new Terms(
            zone.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(zone),
            from == null || until == null ? null : new QuietHours(from, until),
            row.getBoolean("text_only")),
        holdings(row.getString("holdings")),
        new Standing(
            Origin.valueOf(row.getString("origin")),
            row.getBoolean("chosen"),
            instant(row, "confirmed_at"),
            instant(row, "asked_at"),
            row.getString("portfolio_name")));
  }

  void add(Handle handle, SubscriptionEvent event) {
    handle
        .createUpdate(SubscriptionSql.ADD_EVENT)
        .bind("subscription", event.subscription())
        .bind("owner", event.owner().value())
        .bind("portfolio", event.portfolio().value())
        .bind("what", event.what().name())
        .bind("by", event.by().name())
        .bind("detail", event.detail())
        .bind("at", at(event.at()))
        .execute();
  }

  static boolean wasRefused(Handle handle, Subscription one, Instant now) {
    return handle
        .createQuery(SubscriptionSql.REFUSED_SINCE)
        .bind("id", one.id())
        .bind("since", at(now.minus(DAY)))
        .mapTo(int.class)
        .findOne()
        .isPresent();
  }

  static List<SubscriptionEvent> events(Handle handle, String id, int limit) {
    return handle
        .createQuery(SubscriptionSql.EVENTS)
        .bind("id", id)
        .bind("limit", limit)
        .map(
            (row, _) ->
                new SubscriptionEvent(
                    row.getString("subscription"),
                    new Owner(row.getString("owner")),
                    new PortfolioId(row.getString("portfolio")),
                    What.valueOf(row.getString("what")),
                    By.valueOf(row.getString("by_whom")),
                    row.getString("detail"),
                    row.getObject("at", OffsetDateTime.class).toInstant()))
        .list();
  }

  static Counts counts(Handle handle, Subscription about, Instant now) {
    return handle
        .createQuery(SubscriptionSql.COUNTS)
        .bind("id", about.id())
        .bind("email", about.recipient().email())
        .bind("owner", about.owner().value())
        .bind("portfolio", about.portfolio().value())
        .bind("since", at(now.minus(DAY)))
        .map(
            (row, _) ->
                new Counts(
                    row.getInt("asked"),
                    row.getInt("asked_of_address"),
                    row.getInt("asked_of_owner"),
                    row.getInt("tested"),
                    row.getInt("tested_today"),
                    row.getInt("recipients")))
        .one();
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private @Nullable String text(@Nullable OwnHoldings holdings) {
    try {
      return holdings == null ? null : json.writeValueAsString(holdings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("holdings must be writable as JSON", e);
    }
  }

  private @Nullable OwnHoldings holdings(@Nullable String text) {
    try {
      return text == null ? null : json.readValue(text, OwnHoldings.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("holdings were written by this class", e);
    }
  }
}
