package openbell.signal.adapter;

import java.time.LocalDate;
import java.util.List;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.signal.result.SignalDays;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// The days of `signal.history`.
public final class JdbiSignalDays implements SignalDays {

  // Steps from day to day by the index, however many portfolios each of them has.
  private static final String NEWEST =
      """
      with recursive day as (
        (select h.session from signal.history h where h.owner = :owner
          order by h.session desc limit 1)
        union all
        select older.session from day d cross join lateral (
          select h.session from signal.history h where h.owner = :owner and h.session < d.session
          order by h.session desc limit 1) older),
      few as (select session from day limit :limit)
      select distinct h.session, h.market from few f
      join signal.history h on h.owner = :owner and h.session = f.session
      order by h.session desc, h.market limit :limit
      """;

  private final Jdbi jdbi;

  public JdbiSignalDays(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public List<Session> newest(Owner owner, int limit) {
    try {
      return jdbi.withHandle(
          handle ->
              handle
                  .createQuery(NEWEST)
                  .bind("owner", owner.value())
                  .bind("limit", limit)
                  .map(
                      (row, _) ->
                          new Session(
                              row.getString("market"), row.getObject("session", LocalDate.class)))
                  .list());
    } catch (JdbiException e) {
      throw new FailureException(
          new Failure(FailureReason.DATABASE_UNAVAILABLE, "The signal history does not answer."),
          e);
    }
  }
}
