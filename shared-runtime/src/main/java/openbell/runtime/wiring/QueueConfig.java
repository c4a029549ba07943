package openbell.runtime.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// The job queue. Its server is named by `quarkus.redis.hosts`, or with `kind=postgres` by
/// `quarkus.datasource.jdbc.url`.
@ConfigMapping(prefix = "openbell.queue")
public interface QueueConfig {

  /// Where jobs are kept: `redis`; `postgres`, in the service's database and without Redis; or
  /// `memory` for tests (lost on exit).
  @WithDefault("redis")
  Kind kind();

  /// How long a worker holds a job without a sign of life. Longer: fewer false alarms in long
  /// pauses; shorter: a killed worker's jobs run again sooner.
  @WithDefault("60s")
  Duration leaseFor();

  /// Time between signs of life; a third of `lease-for` or less.
  @WithDefault("20s")
  Duration heartbeatEvery();

  /// Longest wait of an idle worker with one command. Longer: fewer commands.
  @WithDefault("55s")
  Duration wakeWait();

  /// How long handlers may finish when the process stops, before their jobs are given back.
  @WithDefault("10s")
  Duration drainTimeout();

  /// The machine that this process runs on, as its fleet calls it; what is not A-Z a-z 0-9 _ or -
  /// becomes -. A fleet says it in `OPENBELL_MACHINE`; without it, the machine id of Fly or the
  /// host's name is taken.
  @WithDefault("${openbell.machine:${fly.machine.id:${hostname:local}}}")
  String machine();

  /// How often a job may fail and be tried again.
  @WithDefault("5")
  int maxFailures();

  /// How often a job's worker may vanish before the job is dead.
  @WithDefault("3")
  int maxCrashes();

  /// Most jobs that may wait in one queue; a full queue refuses.
  @WithDefault("100000")
  long capacity();

  /// Upper bound of the delay before the first retry; it doubles with each failure.
  @WithDefault("2s")
  Duration firstDelay();

  /// Upper bound of every delay.
  @WithDefault("5m")
  Duration longestDelay();

  /// How long a done job is remembered, so that the same job again is no new one.
  @WithDefault("24h")
  Duration keepDone();

  /// Most memory of done jobs in one queue, in bytes; the oldest are forgotten first.
  @WithDefault("104857600")
  long doneBytes();

  /// With `kind=postgres`.
  Postgres postgres();

  /// The queue in PostgreSQL.
  interface Postgres {

    /// Most connections of the queue in one process; one more is opened to listen. They are its
    /// own, beside those of `quarkus.datasource.jdbc.max-size`.
    @WithDefault("6")
    int connections();

    /// Look for work now and then instead of listening. For a pooler that gives a connection to
    /// somebody else after every transaction, e.g. PgBouncer in its transaction mode.
    @WithDefault("false")
    boolean pollOnly();

    /// Time between two looks of an idle worker when nothing can wake it.
    @WithDefault("1s")
    Duration pollEvery();
  }

  /// Where jobs are kept.
  enum Kind {
    REDIS,
    POSTGRES,
    MEMORY
  }
}
