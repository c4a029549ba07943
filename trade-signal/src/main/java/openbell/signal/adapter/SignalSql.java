package openbell.signal.adapter;

/// The statements of {@link JdbiSignalHistory}.
final class SignalSql {
  private SignalSql() {}

  // A run that failed may be replayed and end well after all.
  static final String KNOWS =
      "select 1 from signal.history where run_id = :run and outcome <> 'FAILED'";

  // A scheduled run is what subscribers saw; a manual one of the same session only fills a gap.
  static final String NEWEST_BEFORE =
      """
      select artifact_key, artifact_sha256, artifact_bytes from signal.history
      where owner = :owner and portfolio = :portfolio and session < :session and outcome = 'SIGNAL'
      order by session desc, purpose = 'SCHEDULED' desc, revision desc, at desc limit 1
      """;

  // One row per session: the scheduled one, in its last revision.
  static final String EARLIER_IN_WEEK =
      """
      select distinct on (session) session, changes from signal.history
      where owner = :owner and portfolio = :portfolio and outcome = 'SIGNAL'
        and session < :session and as_of between :monday and :asOf
      order by session, purpose = 'SCHEDULED' desc, revision desc, at desc
      """;

  static final String ADD_ENTRY =
      """
      insert into signal.history (run_id, owner, portfolio, market, session, as_of, config_hash,
        revision, purpose, outcome, artifact_key, artifact_sha256, artifact_bytes, changes, detail,
        notified, at)
      values (:run, :owner, :portfolio, :market, :session, :asOf, :configHash, :revision, :purpose,
        :outcome, :key, :sha256, :bytes, cast(:changes as jsonb), :detail, :notified, :at)
      on conflict (run_id) do update set outcome = excluded.outcome,
        artifact_key = excluded.artifact_key, artifact_sha256 = excluded.artifact_sha256,
        artifact_bytes = excluded.artifact_bytes, changes = excluded.changes,
        detail = excluded.detail, notified = excluded.notified, at = excluded.at
      where history.outcome = 'FAILED' and excluded.outcome <> 'FAILED'
      """;

  static final String OF_SESSION =
      """
      select * from signal.history
      where owner = :owner
        and (cast(:session as date) is null or (session = :session and market = :market))
      order by session desc, portfolio, revision desc, at desc limit :limit
      """;

  static final String OF_PORTFOLIO =
      """
      select * from signal.history where owner = :owner and portfolio = :portfolio
      order by session desc, revision desc, at desc limit :limit
      """;
}
