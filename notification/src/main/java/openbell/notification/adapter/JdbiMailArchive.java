package openbell.notification.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import openbell.model.hash.Sha256;
import openbell.model.portfolio.Owner;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.notification.archive.MailArchive;
import openbell.notification.archive.SentCopy;
import openbell.notification.deliver.Email;
import openbell.notification.deliver.LedgerState;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// The copies in PostgreSQL, schema `notification`.
public final class JdbiMailArchive implements MailArchive {
  private final Jdbi jdbi;

  public JdbiMailArchive(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Optional<SentCopy> keep(Email email, Instant at) {
    SentCopy copy = new SentCopy(email.subject(), email.html(), email.text(), email.chart(), at);
    return inDatabase(
        handle -> {
          String chart = chart(handle, copy);
          boolean fixed =
              bind(handle.createQuery(ArchiveSql.KEEP), email.ledgerId(), copy, chart)
                  .mapTo(boolean.class)
                  .one();
          return fixed
              ? handle
                  .createQuery(ArchiveSql.COPY)
                  .bind("id", email.ledgerId())
                  .map((row, _) -> copy(row))
                  .findOne()
              : Optional.empty();
        });
  }

  @Override
  public boolean fix(String id, SentCopy copy, Audit audit, String of) {
    return inDatabase(
        handle -> {
          int audited =
              handle
                  .createUpdate(ArchiveSql.AUDIT)
                  .bind("of", of)
                  .bind("id", id)
                  .bind("owner", audit.who().value())
                  .bind("reason", audit.reason())
                  .bind("now", at(audit.at()))
                  .execute();
          if (audited == 0) {
            return false;
          }
          bind(handle.createUpdate(ArchiveSql.FIX), id, copy, chart(handle, copy)).execute();
          return true;
        });
  }

  private static @Nullable String chart(Handle handle, SentCopy copy) {
    byte[] png = copy.chart().orElse(null);
    if (png == null) {
      return null;
    }
    String sha256 = Sha256.hex(png);
    boolean isThere =
        handle
            .createQuery(ArchiveSql.CHART_WAS_USED)
            .bind("sha256", sha256)
            .bind("now", at(copy.at()))
            .mapTo(int.class)
            .findFirst()
            .isPresent();
    // All readers of a report share a picture: it is sent to the database once, not with each mail.
    if (!isThere) {
      handle
          .createUpdate(ArchiveSql.KEEP_CHART)
          .bind("sha256", sha256)
          .bind("png", png)
          .bind("now", at(copy.at()))
          .execute();
    }
    return sha256;
  }

  private static <S extends SqlStatement<S>> S bind(
      S statement, String id, SentCopy copy, @Nullable String chart) {
    return statement
        .bind("id", id)
        .bind("subject", copy.subject())
        .bind("html", Gzip.of(copy.html()))
        .bind("body", Gzip.of(copy.text()))
        .bindByType("chart", chart, String.class)
        .bind("now", at(copy.at()));
  }

  @Override
  public Optional<SentCopy> copy(Owner owner, String id) {
    return inDatabase(
        handle ->
            handle
                .createQuery(ArchiveSql.COPY_OF_OWNER)
                .bind("owner", owner.value())
                .bind("id", id)
                .map((row, _) -> copy(row))
                .findOne());
  }

  @Override
  public List<String> search(Owner owner, Query query, int limit) {
    LedgerState state = query.state();
    return inDatabase(
        handle ->
            handle
                .createQuery(ArchiveSql.SEARCH)
                .bind("owner", owner.value())
                .bind("text", query.text())
                .bind("textLike", like(query.text()))
                .bind("recipient", query.recipient())
                .bind("recipientLike", like(query.recipient()))
                .bind("portfolio", query.portfolio())
                .bindByType("session", query.session(), LocalDate.class)
                .bind("state", state == null ? "" : state.name())
                .bind("after", query.after())
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
  }

  @Override
  public List<Step> history(Owner owner, String id) {
    return inDatabase(
        handle ->
            handle
                .createQuery(ArchiveSql.HISTORY)
                .bind("owner", owner.value())
                .bind("id", id)
                .map(
                    (row, _) ->
                        new Step(
                            LedgerState.valueOf(row.getString("state")),
                            row.getString("reason"),
                            row.getLong("fence"),
                            instant(row)))
                .list());
  }

  @Override
  public List<Audit> audits(Owner owner, String id) {
    return inDatabase(
        handle ->
            handle
                .createQuery(ArchiveSql.AUDITS)
                .bind("owner", owner.value())
                .bind("id", id)
                .map(
                    (row, _) ->
                        new Audit(
                            row.getString("copy_id"),
                            new Owner(row.getString("owner")),
                            row.getString("reason"),
                            instant(row)))
                .list());
  }

  @Override
  public Optional<String> repeats(Owner owner, String id) {
    return inDatabase(
        handle ->
            handle
                .createQuery(ArchiveSql.REPEATS)
                .bind("owner", owner.value())
                .bind("id", id)
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public Optional<String> barred(String address, String subscription) {
    String normal = address.strip().toLowerCase(Locale.ROOT);
    return inDatabase(
        handle -> {
          if (found(handle, ArchiveSql.SUPPRESSED, "address", normal)) {
            return Optional.of("The address is on the suppression list.");
          }
          return found(handle, ArchiveSql.ENDED, "subscription", subscription)
              ? Optional.of("The reader has unsubscribed.")
              : Optional.empty();
        });
  }

  private static boolean found(Handle handle, String sql, String name, String value) {
    return handle.createQuery(sql).bind(name, value).mapTo(int.class).findFirst().isPresent();
  }

  @Override
  public int sweep(Instant before, int limit) {
    return inDatabase(
        handle -> {
          int gone =
              handle
                  .createUpdate(ArchiveSql.SWEEP)
                  .bind("before", at(before))
                  .bind("limit", limit)
                  .execute();
          handle.createUpdate(ArchiveSql.SWEEP_CHARTS).bind("before", at(before)).execute();
          return gone;
        });
  }

  private static SentCopy copy(ResultSet row) throws SQLException {
    return new SentCopy(
        row.getString("subject"),
        Gzip.text(row.getBytes("html")),
        Gzip.text(row.getBytes("body")),
        Optional.ofNullable(row.getBytes("png")),
        instant(row));
  }

  /// Part of a text, word for word: what the pattern would read otherwise is escaped.
  private static String like(String part) {
    return "%" + part.replaceAll("[!%_]", "!$0") + "%";
  }

  private static Instant instant(ResultSet row) throws SQLException {
    return row.getObject("at", OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private <T> T inDatabase(Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw new FailureException(
          new Failure(FailureReason.DATABASE_UNAVAILABLE, "The copies of mails do not answer."), e);
    }
  }
}
