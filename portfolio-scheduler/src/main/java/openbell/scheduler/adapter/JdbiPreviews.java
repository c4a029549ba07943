package openbell.scheduler.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.RunId;
import openbell.model.run.RunRef;
import openbell.scheduler.preview.CandidateBook;
import openbell.scheduler.preview.ImpactBook;
import openbell.scheduler.reconcile.RunRecord;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The tables `scheduler.candidate` and `scheduler.impact`, beside the run ledger.
///
/// Whoever adds takes away a few of those that are too old, so that nobody has to walk through
/// them.
public final class JdbiPreviews implements CandidateBook, ImpactBook {
  private static final String INSERT =
      """
      insert into scheduler.candidate (run_id, owner, name, document, created_at)
      values (:run, :owner, :name, :document, :now) on conflict do nothing""";
  private static final String FORGET =
      """
      with old as (delete from scheduler.candidate where run_id in (
          select run_id from scheduler.candidate where created_at < :before
          order by created_at limit 100 for update skip locked) returning run_id)
      delete from scheduler.run r using old
      where r.run_id = old.run_id and r.state <> 'QUEUED'""";
  private static final String DOCUMENT =
      "select document from scheduler.candidate where run_id = :run and owner = :owner";
  private static final String NEWEST =
      RunRows.COLUMNS
          + """
             where r.owner = :owner and r.portfolio_id = :portfolio and r.as_of = :asOf
               and r.config_hash = :hash and r.purpose = 'PREVIEW' and exists (
                 select from scheduler.candidate c where c.run_id = r.run_id)
             order by r.revision desc limit 1""";
  private static final String KEEP =
      """
      insert into scheduler.impact (id, owner, portfolio_id, before_run, after_run, created_at)
      values (:id, :owner, :portfolio, :before, :after, :now) on conflict do nothing""";
  private static final String FORGET_IMPACTS =
      """
      delete from scheduler.impact where id in (
        select id from scheduler.impact where created_at < :before
        order by created_at limit 100 for update skip locked)""";
  private static final String FIND =
      """
      select i.id, i.owner, i.portfolio_id, i.before_run, i.after_run from scheduler.impact i
        join scheduler.portfolio p on p.id = i.portfolio_id and p.deleted_at is null
      where i.id = :id and i.owner = :owner and i.portfolio_id = :portfolio
        and p.owner = :owner""";
  private static final String DONE =
      RunRows.COLUMNS
          + """
             where r.owner = :owner and r.portfolio_id = :portfolio and r.state = 'DONE'
               and r.purpose <> 'PREVIEW' and (cast(:asOf as date) is null or r.as_of = :asOf)
             order by r.as_of desc, r.config_hash = :hash desc, r.requested_at desc limit 1""";

  private final Database database;
  private final ParsedDocuments documents;
  private final Duration kept;

  /// @param kept as long as the files of previews
  public JdbiPreviews(Jdbi jdbi, ParsedDocuments documents, Duration kept) {
    this.database = new Database(jdbi);
    this.documents = documents;
    this.kept = kept;
  }

  @Override
  public void request(RunRef run, PortfolioDefinition definition, Instant at) {
    String document = documents.write(definition);
    database.inTransaction(
        handle -> {
          handle.createUpdate(FORGET).bind("before", at.minus(kept)).execute();
          handle
              .createUpdate(INSERT)
              .bind("run", run.runId().value())
              .bind("owner", run.owner().value())
              .bind("name", definition.name())
              .bind("document", document)
              .bind("now", at)
              .execute();
          return RunRows.request(handle, List.of(run), List.of(), at);
        });
  }

  @Override
  public Optional<PortfolioDefinition> definition(Owner owner, RunId run) {
    return database
        .ask(
            handle ->
                handle
                    .createQuery(DOCUMENT)
                    .bind("run", run.value())
                    .bind("owner", owner.value())
                    .mapTo(String.class)
                    .findOne())
        .map(documents::read);
  }

  @Override
  public Optional<RunRecord> newest(
      Owner owner, PortfolioId portfolio, LocalDate asOf, String configHash) {
    return database.ask(
        handle ->
            handle
                .createQuery(NEWEST)
                .bind("owner", owner.value())
                .bind("portfolio", portfolio.value())
                .bind("asOf", asOf)
                .bind("hash", configHash)
                .map((row, _) -> RunRows.read(row))
                .findOne());
  }

  @Override
  public void keep(Pair pair, Instant at) {
    database.inTransaction(
        handle -> {
          handle.createUpdate(FORGET_IMPACTS).bind("before", at.minus(kept)).execute();
          return handle
              .createUpdate(KEEP)
              .bind("id", pair.id())
              .bind("owner", pair.owner().value())
              .bind("portfolio", pair.portfolio().value())
              .bind("before", pair.before().value())
              .bind("after", pair.after().value())
              .bind("now", at)
              .execute();
        });
  }

  @Override
  public Optional<Pair> find(Owner owner, PortfolioId portfolio, String id) {
    return database.ask(
        handle ->
            handle
                .createQuery(FIND)
                .bind("id", id)
                .bind("owner", owner.value())
                .bind("portfolio", portfolio.value())
                .map((row, _) -> pair(row))
                .findOne());
  }

  private static Pair pair(ResultSet row) throws SQLException {
    return new Pair(
        row.getString("id"),
        new Owner(row.getString("owner")),
        new PortfolioId(row.getString("portfolio_id")),
        new RunId(row.getString("before_run")),
        new RunId(row.getString("after_run")));
  }

  @Override
  public Optional<RunRecord> done(
      Owner owner, PortfolioId portfolio, String configHash, @Nullable LocalDate asOf) {
    return database.ask(
        handle ->
            handle
                .createQuery(DONE)
                .bind("owner", owner.value())
                .bind("portfolio", portfolio.value())
                .bind("hash", configHash)
                .bindByType("asOf", asOf, LocalDate.class)
                .map((row, _) -> RunRows.read(row))
                .findOne());
  }
}
