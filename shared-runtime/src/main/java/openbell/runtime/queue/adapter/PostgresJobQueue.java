package openbell.runtime.queue.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import openbell.runtime.queue.Beat;
import openbell.runtime.queue.Claim;
import openbell.runtime.queue.Enqueued;
import openbell.runtime.queue.Held;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.QueueDepth;
import openbell.runtime.queue.Retention;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Settling;
import openbell.runtime.queue.Turnover;

/// A queue in PostgreSQL: one function per transition, see `db/queue`.
final class PostgresJobQueue implements JobQueue {
  private static final String ENQUEUE =
      "select queue.enqueue(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as answers";
  private static final String TURNOVER =
      "select * from queue.turnover(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String SETTLE = "select queue.settle(?, ?, ?, ?, ?, ?, ?, ?) as answers";
  private static final String HEARTBEAT = "select queue.heartbeat(?, ?, ?, ?, ?, ?) as answers";
  private static final String TICK = "select * from queue.tick(?, ?, ?, ?)";
  private static final String DEPTH = "select * from queue.depth(?, ?)";
  private static final String REPLAY = "select queue.replay(?, ?, ?) as answer";
  private static final String CANCEL = "select queue.cancel(?, ?) as answer";
  private static final String DRAIN = "select queue.drain(?, ?)";
  private static final String REST = "select queue.rest(?, ?, ?, ?)";
  private static final String HANDED_OUT_TO =
      "select not exists (select 1 from queue.resting where queue = ? and machine = ?) as answer";
  private static final String FIND = "select * from queue.job where queue = ? and id = ?";
  private static final String HAS_WORK =
      """
      select exists (select 1 from queue.job where queue = ? and state = 'READY')
         and not exists (select 1 from queue.line where name = ? and draining) as answer
      """;

  private final String name;
  private final long capacity;
  private final PostgresLine line;
  private final PostgresBell bell;
  private final LongSupplier virtualNow;

  PostgresJobQueue(
      String name, long capacity, PostgresLine line, PostgresBell bell, LongSupplier virtualNow) {
    this.name = name;
    this.capacity = capacity;
    this.line = line;
    this.bell = bell;
    this.virtualNow = virtualNow;
  }

  private interface Fill {
    PostgresArguments into(PostgresArguments arguments) throws SQLException;
  }

  private interface Read<T> {
    T from(ResultSet rows) throws SQLException;
  }

  /// Calls a function; its first argument is the queue.
  private <T> T call(String sql, Fill fill, Read<T> read) {
    return line.call(
        connection -> {
          try (PostgresArguments arguments = new PostgresArguments(connection, sql);
              ResultSet rows = fill.into(arguments.text(name)).ask()) {
            return read.from(rows);
          }
        });
  }

  private static <E extends Enum<E>> Read<List<E>> answers(Class<E> type) {
    return rows -> {
      rows.next();
      return PostgresRows.answers(type, rows.getArray("answers"));
    };
  }

  private static boolean answer(ResultSet rows) throws SQLException {
    return rows.next() && rows.getBoolean("answer");
  }

  @Override
  public List<Enqueued> enqueue(List<NewJob> jobs) {
    Limits.check(jobs);
    if (jobs.isEmpty()) {
      return List.of();
    }
    return call(
        ENQUEUE,
        call ->
            call.number(virtualNow.getAsLong())
                .number(capacity)
                .texts(jobs, NewJob::id)
                .texts(jobs, NewJob::owner)
                .counts(jobs, NewJob::priority)
                .counts(jobs, NewJob::cost)
                .numbers(jobs, job -> millis(job.delay()))
                .numbers(jobs, job -> millis(job.expiry()))
                .counts(jobs, NewJob::maxFailures)
                .counts(jobs, NewJob::maxCrashes)
                .bytes(jobs, NewJob::payload),
        answers(Enqueued.class));
  }

  /// Less than a millisecond is not nothing.
  private static long millis(Duration duration) {
    return duration.isZero() ? 0 : Math.max(1, duration.toMillis());
  }

  @Override
  public Claim claim(String claimId, String worker, int max, Duration lease) {
    return settleAndClaim(List.of(), claimId, worker, max, lease).claim();
  }

  @Override
  public void awaitWork(Duration longest) throws InterruptedException {
    bell.await(
        name, longest, () -> call(HAS_WORK, call -> call.text(name), PostgresJobQueue::answer));
  }

  @Override
  public void awaitResumed(String worker, Duration longest) throws InterruptedException {
    String machine = Limits.machineOf(worker);
    bell.await(
        name + " rest",
        longest,
        () -> call(HANDED_OUT_TO, call -> call.text(machine), PostgresJobQueue::answer));
  }

  @Override
  public List<Held> heartbeat(String worker, List<Beat> beats, Duration lease) {
    if (beats.isEmpty()) {
      return List.of();
    }
    return call(
        HEARTBEAT,
        call ->
            call.number(virtualNow.getAsLong())
                .number(lease.toMillis())
                .texts(beats, Beat::id)
                .numbers(beats, Beat::fence)
                .bytes(beats, Beat::checkpoint),
        answers(Held.class));
  }

  @Override
  public List<Settled> settleAll(List<Settling> settlings) {
    if (settlings.isEmpty()) {
      return List.of();
    }
    return call(
        SETTLE,
        call -> call.number(virtualNow.getAsLong()).settlings(settlings),
        answers(Settled.class));
  }

  @Override
  public Turnover settleAndClaim(
      List<Settling> settlings, String claimId, String worker, int max, Duration lease) {
    return call(
        TURNOVER,
        call ->
            call.number(virtualNow.getAsLong())
                .settlings(settlings)
                .text(claimId)
                .text(worker)
                .number(max)
                .number(lease.toMillis()),
        PostgresRows::turnover);
  }

  @Override
  public QueueDepth tick(Retention retention) {
    return call(
        TICK,
        call ->
            call.number(virtualNow.getAsLong())
                .number(retention.age().toMillis())
                .number(retention.jobs()),
        PostgresRows::depth);
  }

  @Override
  public QueueDepth depth() {
    return call(DEPTH, call -> call.number(virtualNow.getAsLong()), PostgresRows::depth);
  }

  @Override
  public boolean replay(String id) {
    return call(
        REPLAY, call -> call.number(virtualNow.getAsLong()).text(id), PostgresJobQueue::answer);
  }

  @Override
  public boolean cancel(String id) {
    return call(CANCEL, call -> call.text(id), PostgresJobQueue::answer);
  }

  @Override
  public Optional<JobView> find(String id) {
    return call(FIND, call -> call.text(id), PostgresRows::views).stream().findFirst();
  }

  /// The state stands in the text: that is how a partial index is found.
  @Override
  public List<JobView> peek(JobState state, int from, int limit) {
    String order = state == JobState.READY ? "priority, turn, id" : "at, id";
    String sql =
        "select * from queue.job where queue = ? and state = '%s' order by %s offset ? limit ?"
            .formatted(state, order);
    return call(
        sql,
        call -> call.number(Math.max(0, from)).number(Math.clamp(limit, 1, LARGEST_BATCH)),
        PostgresRows::views);
  }

  @Override
  public void drain(boolean on) {
    call(DRAIN, call -> call.yes(on), ResultSet::next);
  }

  @Override
  public void rest(String machine, boolean on) {
    Limits.checkMachine(machine);
    call(REST, call -> call.number(virtualNow.getAsLong()).text(machine).yes(on), ResultSet::next);
  }
}
