package openbell.machines.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import openbell.machines.fleet.JobTimes;
import openbell.machines.fleet.LearnedTime;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Learned times in PostgreSQL, with a copy in memory for the many questions of a look.
public final class JdbiJobTimes implements JobTimes {
  private static final System.Logger LOG = System.getLogger(JdbiJobTimes.class.getName());

  /// How old the copy may be; another manager learns as well.
  private static final Duration FRESH = Duration.ofSeconds(30);

  /// Clocks of managers may differ by this.
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  private static final Duration KEEP = Duration.ofDays(90);
  private static final String ALL = "all";
  private static final String CHANGED =
      """
      select what, samples, seconds, recent from machines.job_time
      where updated_at > :since order by updated_at desc limit 20000
      """;
  private static final String LOCK =
      """
      select what, samples, seconds, recent from machines.job_time
      where what in (<whats>) order by what for update
      """;
  private static final String STORE =
      """
      insert into machines.job_time (what, samples, seconds, recent, updated_at)
      values (:what, :samples, :seconds, cast(:recent as double precision[]), :now)
      on conflict (what) do update set samples = excluded.samples, seconds = excluded.seconds,
        recent = excluded.recent, updated_at = excluded.updated_at
      """;
  private static final String FORGET =
      """
      delete from machines.job_time where updated_at < :before
      """;

  private final Jdbi jdbi;
  private final Clock clock;
  private final double otherwise;
  private final Map<String, LearnedTime> copy = new ConcurrentHashMap<>();
  private Instant copied = Instant.EPOCH;

  /// @param otherwise how long a job is taken to be while nothing is known
  public JdbiJobTimes(Jdbi jdbi, Clock clock, Duration otherwise) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.otherwise = otherwise.toMillis() / 1e3;
  }

  private record Row(String what, LearnedTime time) {}

  @Override
  public double expected(String owner, String configHash) {
    refresh();
    return seconds("version:" + configHash, seconds("owner:" + owner, seconds(ALL, otherwise)));
  }

  @Override
  public double expected() {
    refresh();
    return seconds(ALL, otherwise);
  }

  private double seconds(String what, double fallback) {
    LearnedTime time = copy.get(what);
    return time == null || !time.counts() ? fallback : time.seconds();
  }

  @Override
  public void learn(String owner, String configHash, Duration busy) {
    learn(List.of(new Done(owner, configHash, busy)));
  }

  @Override
  public void learn(List<Done> jobs) {
    if (jobs.isEmpty()) {
      return;
    }
    copy.putAll(jdbi.inTransaction(handle -> learn(handle, jobs)));
  }

  private Map<String, LearnedTime> learn(Handle handle, List<Done> jobs) {
    // In one order, so that two managers do not wait for each other.
    TreeSet<String> whats = new TreeSet<>();
    jobs.forEach(job -> whats.addAll(whats(job)));
    Map<String, LearnedTime> times = new TreeMap<>();
    handle
        .createQuery(LOCK)
        .bindList("whats", List.copyOf(whats))
        .map((row, _) -> row(row))
        .forEach(row -> times.put(row.what(), row.time()));
    for (Done job : jobs) {
      double seconds = job.busy().toNanos() / 1e9;
      for (String what : whats(job)) {
        times.merge(what, LearnedTime.NOTHING.and(seconds), (before, _) -> before.and(seconds));
      }
    }
    PreparedBatch batch = handle.prepareBatch(STORE);
    OffsetDateTime now = utc(clock.instant());
    times.forEach(
        (what, time) ->
            batch
                .bind("what", what)
                .bind("samples", time.samples())
                .bind("seconds", time.seconds())
                .bind("recent", array(time.recent()))
                .bind("now", now)
                .add());
    batch.execute();
    return times;
  }

  private static List<String> whats(Done job) {
    return List.of("version:" + job.configHash(), "owner:" + job.owner(), ALL);
  }

  // What was learned before is good enough while the database is away.
  private synchronized void refresh() {
    Instant now = clock.instant();
    if (now.isBefore(copied.plus(FRESH))) {
      return;
    }
    boolean first = copied.equals(Instant.EPOCH);
    Instant since = first ? now.minus(KEEP) : copied.minus(OVERLAP);
    copied = now;
    try {
      Map<String, LearnedTime> changed = new HashMap<>();
      jdbi.useHandle(
          handle -> {
            if (first) {
              handle.createUpdate(FORGET).bind("before", utc(now.minus(KEEP))).execute();
            }
            handle
                .createQuery(CHANGED)
                .bind("since", utc(since))
                .map((row, _) -> row(row))
                .forEach(row -> changed.put(row.what(), row.time()));
          });
      copy.putAll(changed);
    } catch (JdbiException e) {
      LOG.log(System.Logger.Level.WARNING, "learned times cannot be read: {0}", e.getMessage());
      copied = first ? Instant.EPOCH : copied;
    }
  }

  private static Row row(ResultSet row) throws SQLException {
    Double[] recent = (Double[]) row.getArray("recent").getArray();
    return new Row(
        row.getString("what"),
        new LearnedTime(Arrays.asList(recent), row.getDouble("seconds"), row.getLong("samples")));
  }

  private static String array(List<Double> values) {
    return "{" + String.join(",", values.stream().map(value -> value.toString()).toList()) + "}";
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
