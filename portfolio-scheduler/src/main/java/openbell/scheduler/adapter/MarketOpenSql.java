package openbell.scheduler.adapter;

/// The statements of {@link JdbiMarketOpens}.
final class MarketOpenSql {
  private MarketOpenSql() {}

  /// Runs of one batch, each portfolio with its newest revision.
  static final String CURRENT =
      " "
          + """
       where r.owner = :owner and r.market = :market and r.session = :session
        and r.purpose = 'SCHEDULED' and not exists (
          select from scheduler.run n where n.owner = :owner and n.market = :market
            and n.session = :session and n.purpose = 'SCHEDULED'
            and n.portfolio_id = r.portfolio_id and n.revision > r.revision)""";

  private static final String RUNS = " from scheduler.run r " + CURRENT;

  // Steps from one session to the next older one by its index, however many rows each of them has.
  static final String SESSIONS =
      """
      with recursive opened as (
        (select l.session, l.market from scheduler.schedule_ledger l
          where l.owner = :owner and l.verdict <> 'CLOSED' and (l.session, l.market) < (:date, :market)
          order by l.session desc, l.market desc limit 1)
        union all
        select older.session, older.market from opened o cross join lateral (
          select l.session, l.market from scheduler.schedule_ledger l
          where l.owner = :owner and l.verdict <> 'CLOSED'
            and (l.session, l.market) < (o.session, o.market)
          order by l.session desc, l.market desc limit 1) older),
      page as (select session, market from opened limit :limit)
      select p.session, p.market, c.queued, c.done, c.failed, c.missed from page p
      cross join lateral (
        select count(*) filter (where r.state = 'QUEUED') as queued,
          count(*) filter (where r.state = 'DONE') as done,
          count(*) filter (where r.state = 'FAILED') as failed,
          (select count(*) from scheduler.schedule_ledger l where l.owner = :owner
            and l.market = p.market and l.session = p.session and l.verdict = 'MISS') as missed
        from scheduler.run r where r.owner = :owner and r.market = p.market
          and r.session = p.session and r.purpose = 'SCHEDULED' and not exists (
            select from scheduler.run n where n.owner = :owner and n.market = p.market
              and n.session = p.session and n.purpose = 'SCHEDULED'
              and n.portfolio_id = r.portfolio_id and n.revision > r.revision)) c
      order by p.session desc, p.market desc""";

  static final String PACE =
      """
      select count(*) as ended,
        percentile_cont(0.5) within group (order by took) as median,
        percentile_cont(0.95) within group (order by took) as slow,
        max(took) as slowest,
        extract(epoch from max(finished_at) - min(requested_at)) as whole
      from (select r.requested_at, r.finished_at,
          extract(epoch from r.finished_at - r.requested_at)::float8 as took
      """
          + RUNS
          + " and r.finished_at is not null) ended";

  static final String CAUSES =
      "select r.reason, count(*) as runs, min(r.detail) as detail"
          + RUNS
          + " and r.state = 'FAILED' and r.reason is not null"
          + " group by r.reason order by count(*) desc, r.reason";

  static final String RETRIABLE =
      "select r.portfolio_id, r.as_of, p.config_hash, r.revision from scheduler.run r"
          + " join scheduler.portfolio p on p.id = r.portfolio_id and p.owner = r.owner"
          + CURRENT
          + " and r.state = 'FAILED' and p.deleted_at is null order by r.run_id limit :limit";

  static final String EXPECT_AGAIN =
      """
      update scheduler.schedule_ledger l set run_id = t.run, outcome = 'EXPECTED',
        reason = 'Asked for again by hand.', deadline = :deadline, finished_at = null
      from unnest(cast(:portfolios as text[]), cast(:runs as text[])) as t(portfolio, run)
      where l.portfolio_id = t.portfolio and l.market = :market and l.session = :session
        and l.verdict = 'FIRE'""";
}
