package openbell.scheduler.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.portfolio.Owner;
import openbell.scheduler.keep.Area;
import openbell.scheduler.keep.KeepLedger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The tables `storage_sweep`, `storage_count` and `storage_use`.
public final class JdbiKeepLedger implements KeepLedger {
  private static final String NEW_DAY =
      """
      update scheduler.storage_sweep
      set day = :today, done = false, area = :first, after_key = null, free_at = :now
      where done and day < :today and free_at <= :now""";
  private static final String TAKE =
      """
      update scheduler.storage_sweep set turn = turn + 1, free_at = :until
      where not done and free_at <= :now returning turn, area, after_key""";
  private static final String ADVANCE =
      """
      update scheduler.storage_sweep
      set area = :area, after_key = :after, free_at = timestamptz 'epoch' where turn = :turn""";
  private static final String FINISH =
      """
      update scheduler.storage_sweep
      set done = true, free_at = timestamptz 'epoch' where turn = :turn""";
  private static final String COUNT =
      """
      insert into scheduler.storage_count as c (owner, area, objects, bytes)
      values (:owner, :area, :objects, :bytes)
      on conflict (owner, area) do update
      set objects = c.objects + excluded.objects, bytes = c.bytes + excluded.bytes""";
  private static final String TELL =
      """
      insert into scheduler.storage_use (owner, area, objects, bytes, measured_at)
      select owner, area, objects, bytes, :at from scheduler.storage_count""";
  private static final String USE =
      """
      select area, objects, bytes, measured_at from scheduler.storage_use where owner = :owner""";

  private final Database database;

  public JdbiKeepLedger(Jdbi jdbi) {
    this.database = new Database(jdbi);
  }

  @Override
  public Optional<Turn> take(Instant now, Instant until) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return database.inTransaction(
        handle -> {
          int begun =
              handle
                  .createUpdate(NEW_DAY)
                  .bind("today", today)
                  .bind("now", now)
                  .bind("first", Area.first().name())
                  .execute();
          if (begun == 1) {
            handle.execute("delete from scheduler.storage_count");
          }
          return handle
              .createQuery(TAKE)
              .bind("now", now)
              .bind("until", until)
              .map((row, _) -> turn(row))
              .findOne();
        });
  }

  private static Turn turn(ResultSet row) throws SQLException {
    return new Turn(
        row.getLong("turn"),
        new Place(Area.valueOf(row.getString("area")), row.getString("after_key")));
  }

  @Override
  public boolean advance(Turn turn, Place place, Map<Use, Amount> found) {
    return database.inTransaction(
        handle -> {
          int moved =
              handle
                  .createUpdate(ADVANCE)
                  .bind("turn", turn.number())
                  .bind("area", place.area().name())
                  .bind("after", place.after())
                  .execute();
          if (moved == 1) {
            count(handle, found);
          }
          return moved == 1;
        });
  }

  @Override
  public boolean finish(Turn turn, Map<Use, Amount> found, Instant at) {
    return database.inTransaction(
        handle -> {
          if (handle.createUpdate(FINISH).bind("turn", turn.number()).execute() != 1) {
            return false;
          }
          count(handle, found);
          handle.execute("delete from scheduler.storage_use");
          handle.createUpdate(TELL).bind("at", at).execute();
          return true;
        });
  }

  private static void count(Handle handle, Map<Use, Amount> found) {
    if (found.isEmpty()) {
      return;
    }
    PreparedBatch batch = handle.prepareBatch(COUNT);
    found.forEach(
        (use, amount) ->
            batch
                .bind("owner", use.owner())
                .bind("area", use.area().name())
                .bind("objects", amount.objects())
                .bind("bytes", amount.bytes())
                .add());
    batch.execute();
  }

  @Override
  public List<Measured> use(Owner owner) {
    return database.ask(
        handle ->
            handle
                .createQuery(USE)
                .bind("owner", owner.value())
                .map((row, _) -> measured(row))
                .list()
                .stream()
                .sorted(Comparator.comparing(Measured::area))
                .toList());
  }

  private static Measured measured(ResultSet row) throws SQLException {
    return new Measured(
        Area.valueOf(row.getString("area")),
        new Amount(row.getLong("objects"), row.getLong("bytes")),
        Database.instant(row, "measured_at"));
  }
}
