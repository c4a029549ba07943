package openbell.notification.adapter;

/// The statements of {@link JdbiMailArchive}.
final class ArchiveSql {
  private ArchiveSql() {}

  // Used this hour, so nothing sweeps it before the copy that names it is there.
  static final String CHART_WAS_USED =
      """
      select 1 from notification.mail_chart
      where sha256 = :sha256 and used_at >= :now - interval '1 hour'
      """;

  static final String KEEP_CHART =
      """
      insert into notification.mail_chart (sha256, png, used_at) values (:sha256, :png, :now)
      on conflict (sha256) do update set used_at = excluded.used_at
      where mail_chart.used_at < excluded.used_at - interval '1 hour'
      """;

  // A fixed letter is not replaced; its time becomes that of the attempt. The ledger's subject
  // becomes that of the letter: how much changed in a digest is only known when it is printed.
  static final String KEEP =
      """
      with kept as (
        insert into notification.mail_copy (ledger_id, subject, html, body, chart, at)
        values (:id, :subject, :html, :body, :chart, :now)
        on conflict (ledger_id) do update set at = excluded.at,
          subject = case when mail_copy.fixed then mail_copy.subject else excluded.subject end,
          html = case when mail_copy.fixed then mail_copy.html else excluded.html end,
          body = case when mail_copy.fixed then mail_copy.body else excluded.body end,
          chart = case when mail_copy.fixed then mail_copy.chart else excluded.chart end
        returning ledger_id, subject, fixed),
      named as (
        update notification.mail_ledger l set subject = k.subject
        from kept k where l.id = k.ledger_id and l.subject <> k.subject)
      select fixed from kept
      """;

  static final String AUDIT =
      """
      insert into notification.mail_audit (ledger_id, copy_id, owner, reason, at)
      values (:of, :id, :owner, :reason, :now) on conflict (copy_id) do nothing
      """;

  static final String FIX =
      """
      insert into notification.mail_copy (ledger_id, subject, html, body, chart, fixed, at)
      values (:id, :subject, :html, :body, :chart, true, :now)
      """;

  static final String COPY =
      """
      select c.subject, c.html, c.body, c.at, p.png
      from notification.mail_copy c left join notification.mail_chart p on p.sha256 = c.chart
      where c.ledger_id = :id
      """;

  static final String COPY_OF_OWNER =
      COPY
          + " and exists (select from notification.mail_ledger l"
          + " where l.id = c.ledger_id and l.owner = :owner)";

  static final String SEARCH =
      """
      select l.id from notification.mail_ledger l
      where l.owner = :owner
        and (:text = '' or l.subject ilike :textLike escape '!')
        and (:recipient = '' or l.recipient ilike :recipientLike escape '!')
        and (:portfolio = '' or l.portfolio = :portfolio)
        and (cast(:session as date) is null or l.session = :session)
        and (:state = '' or l.state = :state)
        and (:after = '' or (l.accepted_at, l.id) < (select a.accepted_at, a.id
          from notification.mail_ledger a where a.owner = :owner and a.id = :after))
      order by l.accepted_at desc, l.id desc limit :limit
      """;

  static final String HISTORY =
      """
      select h.state, h.reason, h.fence, h.at from notification.mail_history h
      join notification.mail_ledger l on l.id = h.ledger_id and l.owner = :owner
      where h.ledger_id = :id order by h.id
      """;

  static final String AUDITS =
      """
      select copy_id, owner, reason, at from notification.mail_audit
      where owner = :owner and ledger_id = :id order by id
      """;

  static final String REPEATS =
      "select ledger_id from notification.mail_audit where owner = :owner and copy_id = :id";

  static final String SUPPRESSED =
      "select 1 from notification.suppression where address = :address";

  static final String ENDED =
      "select 1 from notification.changed_subscription"
          + " where subscription = :subscription and ended";

  static final String SWEEP =
      """
      delete from notification.mail_copy where ledger_id in (
        select ledger_id from notification.mail_copy where at < :before limit :limit)
      """;

  static final String SWEEP_CHARTS =
      """
      delete from notification.mail_chart p where p.used_at < :before
        and not exists (select from notification.mail_copy c where c.chart = p.sha256)
      """;
}
