package openbell.signal.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import openbell.model.market.Session;
import openbell.model.message.Notification;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
import openbell.model.run.RunId;
import openbell.model.run.RunRef;
import openbell.model.signal.SessionChanges;
import openbell.model.signal.Signal;
import openbell.model.wire.WireJson;
import openbell.runtime.outbox.adapter.JdbiOutbox;
import openbell.signal.audience.Subscription;
import openbell.signal.restate.Revision;
import openbell.signal.result.RecordedRevision;
import openbell.signal.result.SignalEntry;
import openbell.signal.result.SignalHistory;
import openbell.signal.subscribe.MailLimits;
import openbell.signal.subscribe.Steps;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// The signal history in PostgreSQL, schema `signal`.
public final class JdbiSignalHistory implements SignalHistory {

  /// Schema of every table here, and of the outbox.
  public static final String SCHEMA = "signal";

  /// Messaging channel that the notifications of a run go to.
  public static final String NOTIFICATIONS = "notifications";

  private final Jdbi jdbi;
  private final JsonMapper json = WireJson.messages();
  private final RevisionRows revisions = new RevisionRows();
  private final SubscriptionRows rows = new SubscriptionRows();
  private final KeptSubscriptions kept;
  private final AudienceRows audience = new AudienceRows();
  private final ForwardRows forward = new ForwardRows();

  /// With the usual limits on confirmation mails.
  public JdbiSignalHistory(Jdbi jdbi) {
    this(jdbi, new Steps(MailLimits.USUAL));
  }

  /// @param steps decides whether an address that a run met for the first time is asked
  public JdbiSignalHistory(Jdbi jdbi, Steps steps) {
    this.jdbi = jdbi;
    this.kept = new KeptSubscriptions(steps);
  }

  @Override
  public boolean knows(RunId run) {
    return inDatabase(
        handle ->
            handle
                .createQuery(SignalSql.KNOWS)
                .bind("run", run.value())
                .mapTo(int.class)
                .findOne()
                .isPresent());
  }

  @Override
  public Optional<ArtifactRef> before(RunRef run) {
    return inDatabase(
        handle ->
            handle
                .createQuery(SignalSql.NEWEST_BEFORE)
                .bind("owner", run.owner().value())
                .bind("portfolio", run.portfolio().value())
                .bind("session", run.session().date())
                .map((row, _) -> artifact(row))
                .findOne());
  }

  @Override
  public List<Subscription> subscriptions(Owner owner, PortfolioId portfolio) {
    return inDatabase(
        handle ->
            handle
                .createQuery(SubscriptionSql.OF_PORTFOLIO)
                .bind("owner", owner.value())
                .bind("portfolio", portfolio.value())
                .map((row, _) -> rows.read(row))
                .list());
  }

  @Override
  public List<SessionChanges> earlierInWeek(RunRef run) {
    return inDatabase(
        handle ->
            handle
                .createQuery(SignalSql.EARLIER_IN_WEEK)
                .bind("owner", run.owner().value())
                .bind("portfolio", run.portfolio().value())
                .bind("session", run.session().date())
                .bind("monday", run.asOf().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)))
                .bind("asOf", run.asOf())
                .map(
                    (row, _) ->
                        new SessionChanges(
                            row.getObject("session", LocalDate.class),
                            changes(row.getString("changes")).stream()
                                .map(JdbiSignalHistory::withoutTraces)
                                .toList()))
                .list());
  }

  private static Signal withoutTraces(Signal signal) {
    return new Signal(
        signal.symbol(),
        signal.name(),
        signal.action(),
        signal.fromWeight(),
        signal.toWeight(),
        signal.close(),
        signal.quantity(),
        List.of());
  }

  @Override
  public boolean record(
      SignalEntry entry,
      List<Subscription> current,
      List<? extends Notification> notifications,
      @Nullable Revision revision) {
    try {
      return jdbi.inTransaction(
          handle -> {
            if (add(handle, entry) == 0) {
              return false;
            }
            if (entry.outcome() == SignalEntry.Outcome.SIGNAL) {
              kept.keep(handle, current, entry.at());
            }
            if (revision != null) {
              revisions.add(handle, entry, revision);
            }
            List<? extends Notification> allowed =
                KeptSubscriptions.allowed(handle, current, notifications);
            JdbiOutbox.vouch(handle, SCHEMA, NOTIFICATIONS, allowed);
            audience.add(handle, entry, current, allowed);
            forward.add(handle, entry);
            return true;
          });
    } catch (JdbiException e) {
      throw unavailable(e);
    }
  }

  @Override
  public List<SignalEntry> ofSession(Owner owner, @Nullable Session session, int limit) {
    return inDatabase(
        handle ->
            handle
                .createQuery(SignalSql.OF_SESSION)
                .bind("owner", owner.value())
                .bindByType("session", session == null ? null : session.date(), LocalDate.class)
                .bind("market", session == null ? "" : session.market())
                .bind("limit", limit)
                .map((row, _) -> entry(row))
                .list());
  }

  @Override
  public List<SignalEntry> ofPortfolio(Owner owner, PortfolioId portfolio, int limit) {
    return inDatabase(
        handle ->
            handle
                .createQuery(SignalSql.OF_PORTFOLIO)
                .bind("owner", owner.value())
                .bind("portfolio", portfolio.value())
                .bind("limit", limit)
                .map((row, _) -> entry(row))
                .list());
  }

  @Override
  public List<RecordedRevision> revisions(Owner owner, PortfolioId portfolio, int limit) {
    return inDatabase(handle -> revisions.list(handle, owner, portfolio, limit));
  }

  private int add(Handle handle, SignalEntry entry) {
    RunRef run = entry.run();
    ArtifactRef artifact = entry.artifact();
    return handle
        .createUpdate(SignalSql.ADD_ENTRY)
        .bind("run", run.runId().value())
        .bind("owner", run.owner().value())
        .bind("portfolio", run.portfolio().value())
        .bind("market", run.session().market())
        .bind("session", run.session().date())
        .bind("asOf", run.asOf())
        .bind("configHash", run.configHash())
        .bind("revision", run.revision())
        .bind("purpose", run.purpose().name())
        .bind("outcome", entry.outcome().name())
        .bindByType("key", artifact == null ? null : artifact.key(), String.class)
        .bindByType("sha256", artifact == null ? null : artifact.sha256(), String.class)
        .bindByType("bytes", artifact == null ? null : artifact.bytes(), Long.class)
        .bind("changes", changesAsJson(entry.changes()))
        .bind("detail", entry.detail())
        .bind("notified", entry.notified())
        .bind("at", entry.at().atOffset(ZoneOffset.UTC))
        .execute();
  }

  private SignalEntry entry(ResultSet row) throws SQLException {
    RunRef run =
        new RunRef(
            new Owner(row.getString("owner")),
            new PortfolioId(row.getString("portfolio")),
            new RunId(row.getString("run_id")),
            new Session(row.getString("market"), row.getObject("session", LocalDate.class)),
            row.getObject("as_of", LocalDate.class),
            row.getString("config_hash"),
            row.getInt("revision"),
            Purpose.valueOf(row.getString("purpose")));
    return new SignalEntry(
        run,
        SignalEntry.Outcome.valueOf(row.getString("outcome")),
        row.getString("artifact_key") == null ? null : artifact(row),
        changes(row.getString("changes")),
        row.getString("detail"),
        row.getInt("notified"),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }

  private static ArtifactRef artifact(ResultSet row) throws SQLException {
    return new ArtifactRef(
        row.getString("artifact_key"),
        row.getString("artifact_sha256"),
        row.getLong("artifact_bytes"));
  }

  private String changesAsJson(List<Signal> changes) {
    try {
      return json.writeValueAsString(changes);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("signals must be writable as JSON", e);
    }
  }

  private List<Signal> changes(String text) {
    try {
      return List.of(json.readValue(text, Signal[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("signals were written by this class", e);
    }
  }

  private <T> T inDatabase(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw unavailable(e);
    }
  }

  private static FailureException unavailable(JdbiException cause) {
    return new FailureException(
        new Failure(FailureReason.DATABASE_UNAVAILABLE, "The signal history does not answer."),
        cause);
  }
}
