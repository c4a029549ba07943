package openbell.scheduler.adapter;

import java.time.Instant;
import openbell.model.portfolio.Owner;
import openbell.scheduler.limits.UseLedger;
import org.jdbi.v3.core.Jdbi;

/// Counts rows of `scheduler.portfolio` and `scheduler.run`.
public final class JdbiUseLedger implements UseLedger {
  private static final String PORTFOLIOS =
      """
      select count(*) from (select from scheduler.portfolio
        where owner = :owner and deleted_at is null limit :most) p""";
  private static final String RUNS =
      """
      select count(*) from (select from scheduler.run
        where owner = :owner and requested_at >= :since and purpose <> 'SCHEDULED' limit :most) r""";

  private final Database database;

  public JdbiUseLedger(Jdbi jdbi) {
    this.database = new Database(jdbi);
  }

  @Override
  public int portfolios(Owner owner, int most) {
    return database.ask(
        handle ->
            handle
                .createQuery(PORTFOLIOS)
                .bind("owner", owner.value())
                .bind("most", most)
                .mapTo(Integer.class)
                .one());
  }

  @Override
  public int runsAsked(Owner owner, Instant since, int most) {
    return database.ask(
        handle ->
            handle
                .createQuery(RUNS)
                .bind("owner", owner.value())
                .bind("since", since)
                .bind("most", most)
                .mapTo(Integer.class)
                .one());
  }
}
