package openbell.scheduler.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import openbell.model.portfolio.Owner;
import openbell.model.run.ArtifactRef;
import openbell.model.run.OwnBars;
import openbell.scheduler.ownbars.UploadLedger;
import openbell.scheduler.ownbars.UploadedBars;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Uploaded symbols in the table `scheduler.own_bars`.
public final class JdbiUploadLedger implements UploadLedger {
  private static final String LIST =
      "select * from scheduler.own_bars where owner = :owner order by symbol";
  private static final String FIND =
      "select * from scheduler.own_bars where owner = :owner and symbol = :symbol";
  private static final String OTHERS =
      "select count(*) from scheduler.own_bars where owner = :owner and symbol <> :symbol";
  private static final String KEEP =
      """
      insert into scheduler.own_bars
        (owner, symbol, key, sha256, bytes, first_day, last_day, bars, uploaded_at)
      values (:owner, :symbol, :key, :sha256, :bytes, :first, :last, :bars, :at)
      on conflict (owner, symbol) do update set key = excluded.key, sha256 = excluded.sha256,
        bytes = excluded.bytes, first_day = excluded.first_day, last_day = excluded.last_day,
        bars = excluded.bars, uploaded_at = excluded.uploaded_at
      returning (xmax = 0) as added""";
  // Two uploads of one owner at once must not both see the last free place.
  private static final String ONE_AT_A_TIME =
      "select 1 from pg_advisory_xact_lock(hashtextextended('own_bars ' || :owner, 0))";
  // The document is what the owner wrote, in one form; the symbol in quotes is there wherever it is
  // used. A portfolio that is only called like the symbol keeps it as well, which does no harm.
  private static final String USED_BY =
      """
      select name from scheduler.portfolio
      where owner = :owner and deleted_at is null and strpos(document, :quoted) > 0
      order by created_at limit 1""";
  private static final String REMOVE =
      "delete from scheduler.own_bars where owner = :owner and symbol = :symbol";

  private final Database database;

  public JdbiUploadLedger(Jdbi jdbi) {
    this.database = new Database(jdbi);
  }

  @Override
  public List<UploadedBars> list(Owner owner) {
    return database.ask(
        handle ->
            handle
                .createQuery(LIST)
                .bind("owner", owner.value())
                .map((row, _) -> uploaded(row))
                .list());
  }

  @Override
  public Optional<UploadedBars> find(Owner owner, String symbol) {
    return database.ask(
        handle ->
            handle
                .createQuery(FIND)
                .bind("owner", owner.value())
                .bind("symbol", symbol)
                .map((row, _) -> uploaded(row))
                .findOne());
  }

  @Override
  public Kept keep(Owner owner, UploadedBars bars, int most) {
    return database.inTransaction(
        handle -> {
          lock(handle, owner);
          int others =
              handle
                  .createQuery(OTHERS)
                  .bind("owner", owner.value())
                  .bind("symbol", bars.symbol())
                  .mapTo(Integer.class)
                  .one();
          if (others >= most) {
            return Kept.TOO_MANY;
          }
          return write(handle, owner, bars) ? Kept.NEW : Kept.REPLACED;
        });
  }

  private static boolean write(Handle handle, Owner owner, UploadedBars bars) {
    ArtifactRef stored = bars.bars().stored();
    return handle
        .createQuery(KEEP)
        .bind("owner", owner.value())
        .bind("symbol", bars.symbol())
        .bind("key", stored.key())
        .bind("sha256", stored.sha256())
        .bind("bytes", stored.bytes())
        .bind("first", bars.first())
        .bind("last", bars.last())
        .bind("bars", bars.count())
        .bind("at", bars.uploadedAt())
        .mapTo(Boolean.class)
        .one();
  }

  @Override
  public Removal remove(Owner owner, String symbol) {
    return database.inTransaction(
        handle -> {
          lock(handle, owner);
          Optional<String> user =
              handle
                  .createQuery(USED_BY)
                  .bind("owner", owner.value())
                  .bind("quoted", '"' + symbol + '"')
                  .mapTo(String.class)
                  .findOne();
          if (user.isPresent() && exists(handle, owner, symbol)) {
            return new Removal.Used(user.get());
          }
          int removed =
              handle
                  .createUpdate(REMOVE)
                  .bind("owner", owner.value())
                  .bind("symbol", symbol)
                  .execute();
          return removed == 1 ? new Removal.Removed() : new Removal.Unknown();
        });
  }

  private static boolean exists(Handle handle, Owner owner, String symbol) {
    return handle
        .createQuery(FIND)
        .bind("owner", owner.value())
        .bind("symbol", symbol)
        .map((row, _) -> row.getString("symbol"))
        .findOne()
        .isPresent();
  }

  private static void lock(Handle handle, Owner owner) {
    handle.createQuery(ONE_AT_A_TIME).bind("owner", owner.value()).mapTo(Integer.class).one();
  }

  private static UploadedBars uploaded(ResultSet row) throws SQLException {
    return new UploadedBars(
        new OwnBars(
            row.getString("symbol"),
            new ArtifactRef(row.getString("key"), row.getString("sha256"), row.getLong("bytes"))),
        Database.date(row, "first_day"),
        Database.date(row, "last_day"),
        row.getInt("bars"),
        Database.instant(row, "uploaded_at"));
  }
}
