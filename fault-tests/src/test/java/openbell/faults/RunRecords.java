package openbell.faults;

import java.time.LocalDate;
import org.jdbi.v3.core.Jdbi;

/// What the run ledger says, read past every program.
record RunRecords(Jdbi jdbi) {

  /// Runs of a batch that have an outcome.
  int done(Batch batch) {
    return one(
        "select count(*) from scheduler.run where session = :key and state <> 'QUEUED'",
        batch.session(),
        Integer.class);
  }

  /// Why a run failed; empty while it has not.
  String reasonOf(String run) {
    return one(
        "select coalesce(reason, '') from scheduler.run where run_id = :key", run, String.class);
  }

  /// The one run of a session.
  String runOf(LocalDate session) {
    return one("select run_id from scheduler.run where session = :key", session, String.class);
  }

  String firstPortfolio() {
    return one("select min(id) from scheduler.portfolio where id > :key", "", String.class);
  }

  private <T> T one(String sql, Object key, Class<T> type) {
    return jdbi.withHandle(h -> h.createQuery(sql).bind("key", key).mapTo(type).one());
  }
}
