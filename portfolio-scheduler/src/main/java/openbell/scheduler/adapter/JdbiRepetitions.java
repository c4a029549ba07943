package openbell.scheduler.adapter;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.run.RunId;
import openbell.model.run.RunRef;
import openbell.scheduler.proof.RepetitionBook;
import openbell.scheduler.reconcile.RunRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// The table `scheduler.repetition`, beside the run ledger.
public final class JdbiRepetitions implements RepetitionBook {
  private static final String INSERT =
      """
      insert into scheduler.repetition (run_id, owner, original, number)
      values (:run, :owner, :original, :number) on conflict do nothing""";
  private static final String NEWEST =
      """
      select distinct on (original) original, run_id from scheduler.repetition
      where owner = :owner and original = any(:originals) order by original, number desc""";
  private static final String BY_ID =
      RunRows.COLUMNS + " where r.owner = :owner and r.run_id = any(:ids)";
  private static final String ORIGINAL =
      RunRows.COLUMNS
          + """
             where r.owner = :owner and r.run_id = (
               select x.original from scheduler.repetition x
               where x.run_id = :id and x.owner = :owner)""";
  private static final String COMPLETED =
      RunRows.COLUMNS
          + """
             where r.owner = :owner and r.market = :market and r.session = :session
               and r.state = 'DONE' and r.purpose <> 'PREVIEW' and r.run_id > :after
             order by r.run_id limit :limit""";

  private final Database database;

  public JdbiRepetitions(Jdbi jdbi) {
    this.database = new Database(jdbi);
  }

  @Override
  public void request(List<Wish> wishes, Instant at) {
    if (wishes.isEmpty()) {
      return;
    }
    database.inTransaction(
        handle -> {
          link(handle, wishes);
          List<RunRef> runs = wishes.stream().map(Wish::run).toList();
          return RunRows.request(handle, runs, List.of(), at).size();
        });
  }

  private static void link(Handle handle, List<Wish> wishes) {
    PreparedBatch batch = handle.prepareBatch(INSERT);
    for (Wish wish : wishes) {
      batch
          .bind("run", wish.run().runId().value())
          .bind("owner", wish.run().owner().value())
          .bind("original", wish.original().value())
          .bind("number", wish.run().revision())
          .add();
    }
    batch.execute();
  }

  @Override
  public Map<RunId, RunRecord> newest(Owner owner, Collection<RunId> originals) {
    Map<String, String> originalOf = new LinkedHashMap<>();
    Map<RunId, RunRecord> newest = new LinkedHashMap<>();
    List<RunRecord> found =
        database.ask(
            handle -> {
              handle
                  .createQuery(NEWEST)
                  .bind("owner", owner.value())
                  .bind("originals", originals.stream().map(RunId::value).toArray(String[]::new))
                  .map((row, _) -> Map.entry(row.getString("run_id"), row.getString("original")))
                  .forEach(pair -> originalOf.put(pair.getKey(), pair.getValue()));
              return handle
                  .createQuery(BY_ID)
                  .bind("owner", owner.value())
                  .bind("ids", originalOf.keySet().toArray(String[]::new))
                  .map((row, _) -> RunRows.read(row))
                  .list();
            });
    for (RunRecord run : found) {
      String original = originalOf.get(run.run().runId().value());
      if (original != null) {
        newest.put(new RunId(original), run);
      }
    }
    return newest;
  }

  @Override
  public Optional<RunRecord> original(Owner owner, RunId repetition) {
    return database.ask(
        handle ->
            handle
                .createQuery(ORIGINAL)
                .bind("owner", owner.value())
                .bind("id", repetition.value())
                .map((row, _) -> RunRows.read(row))
                .findOne());
  }

  @Override
  public List<RunRecord> completed(Owner owner, Session session, @Nullable RunId after, int limit) {
    return database.ask(
        handle ->
            handle
                .createQuery(COMPLETED)
                .bind("owner", owner.value())
                .bind("market", session.market())
                .bind("session", session.date())
                .bind("after", after == null ? "" : after.value())
                .bind("limit", limit)
                .map((row, _) -> RunRows.read(row))
                .list());
  }
}
