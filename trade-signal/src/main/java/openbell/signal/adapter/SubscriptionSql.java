package openbell.signal.adapter;

/// The statements of {@link SubscriptionRows}.
final class SubscriptionSql {
  private SubscriptionSql() {}

  static final String OF_PORTFOLIO =
      """
      select * from signal.subscription
      where owner = :owner and portfolio = :portfolio order by since, email
      """;

  static final String LIST =
      """
      select * from signal.subscription
      where owner = :owner
        and (cast(:portfolio as text) is null or portfolio = :portfolio)
        and (cast(:state as text) is null or state = :state)
      order by portfolio, since, email limit :limit
      """;

  static final String FIND = "select * from signal.subscription where id = :id";

  static final String LOCK = "select * from signal.subscription where id = :id for update";

  static final String LOCK_DIGEST =
      """
      select s.* from signal.subscription s
      join signal.subscription of on of.owner = s.owner and lower(of.email) = lower(s.email)
      where of.id = :id and s.preference = 'DAILY_DIGEST' order by s.id for update of s
      """;

  // Held until the transaction ends: counts of mails stay true while one is decided.
  static final String ONE_AT_A_TIME =
      "select 1 from (select pg_advisory_xact_lock(hashtext('signal.subscription'))) as held";

  // A run brings the name, and what its document says while it has a say. The state belongs to
  // whoever reads the address.
  static final String KEEP =
      """
      insert into signal.subscription (id, owner, portfolio, email, preference, language, state,
        since, confirmed_at, portfolio_name)
      values (:id, :owner, :portfolio, :email, :preference, :language, :state, :since,
        :confirmedAt, :name)
      on conflict (owner, portfolio, email) do update set
        portfolio_name = excluded.portfolio_name,
        preference = case when subscription.chosen or subscription.origin = 'API'
          then subscription.preference else excluded.preference end,
        language = case when subscription.chosen or subscription.origin = 'API'
          then subscription.language else excluded.language end
      """;

  static final String WRITE =
      """
      insert into signal.subscription (id, owner, portfolio, email, preference, language, state,
        since, zone, quiet_from, quiet_until, text_only, holdings, confirmed_at, asked_at, origin,
        chosen, portfolio_name)
      values (:id, :owner, :portfolio, :email, :preference, :language, :state, :since, :zone,
        :quietFrom, :quietUntil, :textOnly, cast(:holdings as jsonb), :confirmedAt, :askedAt,
        :origin, :chosen, :name)
      on conflict (owner, portfolio, email) do update set
        preference = excluded.preference, language = excluded.language, state = excluded.state,
        since = excluded.since, zone = excluded.zone, quiet_from = excluded.quiet_from,
        quiet_until = excluded.quiet_until, text_only = excluded.text_only,
        holdings = excluded.holdings, confirmed_at = excluded.confirmed_at,
        asked_at = excluded.asked_at, origin = excluded.origin, chosen = excluded.chosen,
        portfolio_name = excluded.portfolio_name
      """;

  static final String ENDED_OF =
      """
      select id from signal.subscription
      where owner = :owner and portfolio = :portfolio and state = 'ENDED'
      """;

  static final String ADD_EVENT =
      """
      insert into signal.subscription_event (subscription, owner, portfolio, what, by_whom, detail,
        at)
      values (:subscription, :owner, :portfolio, :what, :by, :detail, :at)
      """;

  static final String REFUSED_SINCE =
      """
      select 1 from signal.subscription_event
      where subscription = :id and what = 'REFUSED' and at > :since limit 1
      """;

  static final String EVENTS =
      """
      select * from signal.subscription_event where subscription = :id
      order by id desc limit :limit
      """;

  static final String COUNTS =
      """
      select
        (select count(*) from signal.subscription_event
          where subscription = :id and what = 'ASKED') as asked,
        (select count(*) from signal.subscription_event e
          join signal.subscription s on s.id = e.subscription
          where s.email = :email and e.what = 'ASKED' and e.at > :since) as asked_of_address,
        (select count(*) from signal.subscription_event
          where owner = :owner and what = 'ASKED' and at > :since) as asked_of_owner,
        (select count(*) from signal.subscription_event
          where subscription = :id and what = 'TESTED') as tested,
        (select count(*) from signal.subscription_event e
          join signal.subscription s on s.id = e.subscription
          where s.email = :email and e.what = 'TESTED' and e.at > :since) as tested_today,
        (select count(*) from signal.subscription
          where owner = :owner and portfolio = :portfolio and state <> 'ENDED' and id <> :id)
          as recipients
      """;

  static final String NAME_OF =
      """
      select portfolio_name from signal.subscription
      where owner = :owner and portfolio = :portfolio
      union all
      select '' from signal.history where owner = :owner and portfolio = :portfolio
      order by 1 desc limit 1
      """;

  static final String PORTFOLIOS =
      """
      select portfolio, max(name) as name from (
        select portfolio, portfolio_name as name from signal.subscription where owner = :owner
        union all
        select distinct portfolio, '' from signal.history where owner = :owner) as seen
      group by portfolio order by 2, 1 limit :limit
      """;
}
