package openbell.scheduler.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// When portfolios run, and what the public face of the pipeline offers.
@ConfigMapping(prefix = "openbell.scheduler")
public interface SchedulerConfig {
  /// How often the scheduler asks what is due; `off` for never. More often starts a session's batch
  /// sooner and asks the database more.
  @WithDefault("30s")
  String tickEvery();

  /// How often runs without an outcome are looked after; `off` for never.
  @WithDefault("60s")
  String reconcileEvery();

  /// How often requests that were not sent at once are sent; `off` for never.
  @WithDefault("1s")
  String outboxEvery();

  /// How long a run may be without an outcome before the queue is asked about it.
  @WithDefault("3m")
  Duration reconcileAfter();

  /// Sessions before the newest due one that are looked at after a downtime, 0 to 30.
  @WithDefault("3")
  int catchUpSessions();

  /// A tick that is seen within this time of its moment is not late.
  @WithDefault("15m")
  Duration punctual();

  /// When the result of a run should be there, counted from its dispatch.
  @WithDefault("30m")
  Duration finishWithin();

  /// How long an answer about a verification waits for the repetition of the run, 0 to 30 seconds.
  @WithDefault("10s")
  Duration verifyWait();

  /// The instruments that portfolios may use: a directory with one `SYMBOL.csv` for each, or a text
  /// file with one symbol per line.
  @WithDefault("sample-data/bars")
  Path instruments();

  /// Base addresses of the services whose paths this one passes on, by `mailbox`, `machines` or
  /// `signals`; empty when they run in the same process.
  Map<String, URI> forward();

  /// How long a service may take to answer a request that is passed on.
  @WithDefault("10s")
  Duration forwardTimeout();
}
