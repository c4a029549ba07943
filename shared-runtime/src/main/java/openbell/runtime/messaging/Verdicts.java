package openbell.runtime.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import openbell.model.message.Message;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.RetryPolicy;
import openbell.runtime.queue.Settlement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Judges what a handler threw: again later, or never. Whoever listens for dead jobs of the channel
/// hears of it first.
final class Verdicts {
  private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);
  private static final int DEEPEST_CAUSE = 8;
  private static final int MOST_TELLINGS = 4;

  /// The attempt at which a server that is away becomes news; by then a minute or so has gone.
  private static final int LONG_OUTAGE = 6;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  private final String channel;
  private final RetryPolicy policy;
  private final Supplier<List<DeadLetterListener>> listeners;
  private final AlertSink alerts;

  /// @param listeners asked for when a job dies, not before: what they need starts later than this
  Verdicts(
      String channel,
      RetryPolicy policy,
      Supplier<List<DeadLetterListener>> listeners,
      AlertSink alerts) {
    this.channel = channel;
    this.policy = policy;
    this.listeners = listeners;
    this.alerts = alerts;
  }

  /// May call listeners, and so takes as long as they take.
  Settlement of(Leased job, Message message, Throwable thrown) {
    Failure failure = failureOf(job, thrown);
    Settlement settlement = policy.settle(job.id(), failure, job.failures(), job.attempt());
    boolean dead = dies(job, settlement);
    JobLog.of(LOG.atWarn(), channel, job)
        .addKeyValue("reason", failure.reason())
        .log(dead ? "job is dead: {}" : "job failed and is tried again: {}", failure.detail());
    if (dead) {
      listeners.get().stream()
          .filter(listener -> listener.channel().equals(channel))
          .forEach(listener -> tell(listener, job, message, failure));
      if (settlement instanceof Settlement.RetryAfter) {
        alert(job, failure, "a job failed as often as it may and is dead");
      }
    } else if (settlement instanceof Settlement.Postponed && job.attempt() == LONG_OUTAGE) {
      alert(job, failure, "a job waits for a server that has been away for long");
    }
    return settlement;
  }

  private static boolean dies(Leased job, Settlement settlement) {
    return switch (settlement) {
      case Settlement.DeadLetter _ -> true;
      case Settlement.RetryAfter _ -> job.failures() + 1 > job.maxFailures();
      case Settlement.Done _, Settlement.Postponed _, Settlement.Released _ -> false;
    };
  }

  private Failure failureOf(Leased job, Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof FailureException known) {
        return known.failure();
      }
      cause = cause.getCause();
    }
    JobLog.of(LOG.atError(), channel, job).setCause(thrown).log("a handler is defective");
    Failure defect = new Failure(FailureReason.DEFECT, String.valueOf(thrown));
    alert(job, defect, "a handler threw what no handler should throw; see the log");
    return defect;
  }

  /// A listener that fails is asked again; then the job dies without it, and people are told.
  private void tell(DeadLetterListener listener, Leased job, Message message, Failure failure) {
    for (int telling = 0; telling < MOST_TELLINGS; telling++) {
      try {
        listener.dead(message, failure, job.attempt());
        return;
      } catch (RuntimeException e) {
        JobLog.of(LOG.atWarn(), channel, job).setCause(e).log("a listener for dead jobs failed");
        if (!paused(job, telling)) {
          break;
        }
      }
    }
    alert(job, failure, "a job is dead and its listener could not be told");
  }

  private static boolean paused(Leased job, int telling) {
    try {
      new Backoff(job.id(), FIRST_PAUSE, LONGEST_PAUSE).pause(telling);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void alert(Leased job, Failure failure, String text) {
    alerts.raise(
        new Alert(
            failure.reason(),
            text + ": " + failure.detail(),
            Map.of(
                "channel", channel,
                "jobId", job.id(),
                "attempt", Integer.toString(job.attempt()))));
  }
}
