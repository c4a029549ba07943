package openbell.signal.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.record.ForwardEntry;
import openbell.model.record.ForwardLine;
import openbell.model.record.ForwardTip;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.RecordCodec;
import openbell.signal.forward.ForwardRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// The forward record in PostgreSQL, read only.
public final class JdbiForwardRecord implements ForwardRecord {
  private static final String HEAD =
      "select number, hash from signal.forward_head where owner = :owner";
  private static final String ROWS =
      """
      select * from signal.forward
      where owner = :owner and number > :after
        and (cast(:portfolio as text) is null or portfolio = :portfolio)
      order by number limit :limit
      """;
  private static final String DAYS =
      """
      select distinct on (day) cast(recorded_at at time zone 'UTC' as date) as day, number, hash,
        recorded_at
      from signal.forward where owner = :owner
      order by day desc, number desc limit :limit
      """;

  private final Jdbi jdbi;
  private final RecordCodec codec = new RecordCodec();

  public JdbiForwardRecord(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public ForwardTip head(Owner owner) {
    return inDatabase(
        handle ->
            handle
                .createQuery(HEAD)
                .bind("owner", owner.value())
                .map((row, _) -> new ForwardTip(row.getLong("number"), row.getString("hash")))
                .findOne()
                .orElse(ForwardTip.EMPTY));
  }

  @Override
  public List<String> lines(Owner owner, long after, @Nullable PortfolioId portfolio, int limit) {
    String only = portfolio == null ? null : portfolio.value();
    return inDatabase(
        handle ->
            handle
                .createQuery(ROWS)
                .bind("owner", owner.value())
                .bind("after", after)
                .bindByType("portfolio", only, String.class)
                .bind("limit", limit)
                .map((row, _) -> line(row.getString("entry"), row.getString("hash")))
                .list());
  }

  @Override
  public List<Row> rows(Owner owner, long after, int limit) {
    return inDatabase(
        handle ->
            handle
                .createQuery(ROWS)
                .bind("owner", owner.value())
                .bind("after", after)
                .bindByType("portfolio", null, String.class)
                .bind("limit", limit)
                .map((row, _) -> row(row))
                .list());
  }

  @Override
  public List<DayHead> days(Owner owner, int limit) {
    return inDatabase(
        handle ->
            handle
                .createQuery(DAYS)
                .bind("owner", owner.value())
                .bind("limit", limit)
                .map(
                    (row, _) ->
                        new DayHead(
                            row.getObject("day", LocalDate.class),
                            row.getLong("number"),
                            row.getString("hash"),
                            row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .list());
  }

  /// A damaged entry is exported as it is: whoever reads it has to see the damage.
  private String line(String entry, String hash) {
    try {
      return codec.line(entry, hash);
    } catch (IllegalArgumentException _) {
      return "{\"hash\":\"\"}";
    }
  }

  private Row row(ResultSet row) throws SQLException {
    long number = row.getLong("number");
    ForwardLine line;
    try {
      line = codec.read(row.getString("entry"), row.getString("hash"));
    } catch (IllegalArgumentException e) {
      return new Row(
          number, Optional.empty(), "Entry %d was changed: %s.".formatted(number, e.getMessage()));
    }
    return agrees(row, line.entry())
        ? new Row(number, Optional.of(line), "")
        : new Row(
            number,
            Optional.empty(),
            "Entry %d was changed: its columns do not say what it says.".formatted(number));
  }

  private static boolean agrees(ResultSet row, ForwardEntry entry) throws SQLException {
    return entry.number() == row.getLong("number")
        && entry.owner().value().equals(row.getString("owner"))
        && entry.portfolio().value().equals(row.getString("portfolio"))
        && entry.market().equals(row.getString("market"))
        && entry.session().equals(row.getObject("session", LocalDate.class))
        && entry.runId().value().equals(row.getString("run_id"))
        && entry.previous().equals(row.getString("previous"))
        && entry
            .recordedAt()
            .equals(row.getObject("recorded_at", OffsetDateTime.class).toInstant());
  }

  private <T> T inDatabase(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw new FailureException(
          new Failure(FailureReason.DATABASE_UNAVAILABLE, "The forward record does not answer."),
          e);
    }
  }
}
