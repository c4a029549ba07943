package openbell.runtime.wiring;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import openbell.model.run.FailureException;
import openbell.runtime.access.AnswerBook;
import openbell.runtime.access.AuditBook;
import openbell.runtime.access.AuditTrail;
import openbell.runtime.access.Sessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the audit log beside the requests, on one thread and so with one connection at most, and
/// removes now and then what has become old.
@Singleton
final class AccessStart {
  private static final Logger LOG = LoggerFactory.getLogger(AccessStart.class);
  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Duration SWEEP_EVERY = Duration.ofHours(1);
  private static final Duration KEEP_ANSWERS = Duration.ofDays(1);

  private final AuditTrail audit;
  private final Instance<AuditBook> book;
  private final Instance<AnswerBook> answers;
  private final Instance<Sessions> sessions;
  private final InjectableInstance<AgroalDataSource> dataSource;
  private final Clock clock;
  private final Duration keepAudit;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("openbell-audit").factory());
  private Instant swept = Instant.EPOCH;
  private boolean complained;

  AccessStart(
      AuditTrail audit,
      Instance<AuditBook> book,
      Instance<AnswerBook> answers,
      Instance<Sessions> sessions,
      InjectableInstance<AgroalDataSource> dataSource,
      Clock clock,
      SecurityConfig config) {
    this.audit = audit;
    this.book = book;
    this.answers = answers;
    this.sessions = sessions;
    this.dataSource = dataSource;
    this.clock = clock;
    this.keepAudit = config.keepAudit();
  }

  void start(@Observes StartupEvent event) {
    if (!dataSource.listActive().isEmpty()) {
      Future<?> _ =
          thread.scheduleWithFixedDelay(
              this::beat, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    thread.close();
    if (!dataSource.listActive().isEmpty()) {
      beat();
    }
  }

  /// A failure here waits for the next beat; it is said once, until it works again.
  private void beat() {
    try {
      if (!audit.isEmpty()) {
        audit.flush(book.get());
      }
      long leftOut = audit.leftOut();
      if (leftOut > 0) {
        LOG.atWarn().addKeyValue("count", leftOut).log("entries of the audit log were left out");
      }
      sweep();
      complained = false;
    } catch (FailureException e) {
      if (!complained) {
        complained = true;
        LOG.atWarn().addKeyValue("reason", e.failure().reason()).log("audit log not written");
      }
    }
  }

  private void sweep() {
    Instant now = clock.instant();
    if (now.isBefore(swept.plus(SWEEP_EVERY))) {
      return;
    }
    // The first sweep waits for an hour too: starting up has other things to do.
    if (!swept.equals(Instant.EPOCH)) {
      book.get().forget(now.minus(keepAudit));
      answers.get().forget(now.minus(KEEP_ANSWERS));
      sessions.get().forget(now);
    }
    swept = now;
  }
}
