package openbell.signal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunFailed;
import openbell.model.portfolio.Recipient;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.signal.SignalAction;
import openbell.model.wire.MessageCodec;
import openbell.runtime.alert.Alert;
import openbell.runtime.outbox.adapter.JdbiOutbox;
import openbell.runtime.testing.ManualClock;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.wiring.Migrations;
import openbell.runtime.wiring.SchemaMigration;
import openbell.signal.adapter.JdbiSignalHistory;
import openbell.signal.audience.SubscriptionPolicy;
import openbell.signal.derive.Evidence;
import openbell.signal.derive.Results;
import openbell.signal.derive.SignalDeriver;
import openbell.signal.result.RunResults.Taken;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole way of a result, on a real PostgreSQL.
class RunResultsTest {
  private static final LocalDate DAY = Results.DAY;

  private final Map<ArtifactRef, Evidence> artifacts = new HashMap<>();
  private final List<Alert> alerts = new ArrayList<>();
  private Jdbi jdbi;
  private JdbiSignalHistory history;
  private JdbiOutbox outbox;
  private RunResults results;

  @BeforeEach
  void emptyDatabase() {
    RealPostgres.Database database = RealPostgres.newDatabase();
    new Migrations(database.dataSource()).run(List.of(new SchemaMigration("signal", "db/signal")));
    jdbi = database.jdbi();
    history = new JdbiSignalHistory(jdbi);
    outbox = new JdbiOutbox(jdbi, "signal", new MessageCodec());
    results =
        new RunResults(
            this::read,
            history,
            new SignalDeriver(0.0001),
            new SubscriptionPolicy(Set.of("example.com")),
            alerts::add,
            ManualClock.at("2018-05-11T13:30:00Z"));
  }

  @Test
  void recordsAResultAndItsNotificationsOnce() {
    // Given
    RunCompleted message = completed(DAY, SignalAction.ENTER);
    results.completed(message);
    // When
    Taken again = results.completed(message);
    // Then
    assertThat(again).isEqualTo(Taken.KNOWN);
    assertThat(outbox.pending(10)).hasSize(1);
    assertThat(history.ofSession(message.run().owner(), null, 10)).hasSize(1);
    assertThat(history.subscriptions(message.run().owner(), message.run().portfolio())).hasSize(2);
  }

  @Test
  void neverComparesALateResultWithItselfOrWithALaterOne() {
    // Given
    results.completed(completed(DAY.minusDays(2), SignalAction.FLAT));
    results.completed(completed(DAY, SignalAction.ENTER));
    RunCompleted late = completed(DAY.minusDays(1), SignalAction.FLAT);
    // When
    Optional<ArtifactRef> before = history.before(late.run());
    results.completed(late);
    // Then
    assertThat(before).contains(ref(DAY.minusDays(2)));
    assertThat(history.before(late.run())).contains(ref(DAY.minusDays(2)));
  }

  @Test
  void tellsOnlyTheOperatorsOfACorruptArtifact() {
    // Given
    RunCompleted message = completed(DAY, SignalAction.ENTER);
    artifacts.clear();
    // When
    Taken taken = results.completed(message);
    // Then
    assertThat(taken).isEqualTo(Taken.REJECTED);
    assertThat(outbox.pending(10)).isEmpty();
    assertThat(alerts).extracting(Alert::reason).containsExactly(FailureReason.ARTIFACT_CORRUPT);
  }

  @Test
  void recordsAFailedRunOnce() {
    // Given
    RunRef run = Results.run();
    Failure failure = new Failure(FailureReason.INSUFFICIENT_HISTORY, "AAPL has 3 bars.");
    results.failed(new RunFailed(run, failure, 1));
    // When
    Taken again = results.failed(new RunFailed(run, failure, 1));
    // Then
    assertThat(again).isEqualTo(Taken.KNOWN);
    assertThat(alerts).hasSize(1);
    assertThat(history.ofPortfolio(run.owner(), run.portfolio(), 10))
        .extracting(SignalEntry::outcome)
        .containsExactly(SignalEntry.Outcome.FAILED);
  }

  @Test
  void makesASignalOfARunThatFailedAndEndedWellWhenItWasReplayed() {
    // Given
    RunCompleted message = completed(DAY, SignalAction.ENTER);
    Failure failure = new Failure(FailureReason.CRASHED, "Its worker vanished.");
    results.failed(new RunFailed(message.run(), failure, 4));
    // When
    Taken taken = results.completed(message);
    // Then
    assertThat(taken).isEqualTo(Taken.SIGNALLED);
    assertThat(outbox.pending(10)).hasSize(1);
    assertThat(history.ofSession(message.run().owner(), null, 10))
        .extracting(SignalEntry::outcome)
        .containsExactly(SignalEntry.Outcome.SIGNAL);
    assertThat(results.failed(new RunFailed(message.run(), failure, 4))).isEqualTo(Taken.KNOWN);
  }

  @Test
  void aSignalIsNotWrittenWithoutItsNotifications() {
    // Given an outbox that takes nothing
    RunCompleted message = completed(DAY, SignalAction.ENTER);
    jdbi.useHandle(
        handle -> handle.execute("alter table signal.outbox add constraint shut check (false)"));
    // When
    assertThatThrownBy(() -> results.completed(message)).isInstanceOf(FailureException.class);
    // Then neither is there, and the message does it all when it comes again
    assertThat(history.ofSession(message.run().owner(), null, 10)).isEmpty();
    jdbi.useHandle(handle -> handle.execute("alter table signal.outbox drop constraint shut"));
    assertThat(results.completed(message)).isEqualTo(Taken.SIGNALLED);
    assertThat(outbox.pending(10)).hasSize(1);
  }

  private Evidence read(ArtifactRef ref) {
    Evidence evidence = artifacts.get(ref);
    if (evidence == null) {
      throw FailureException.of(FailureReason.ARTIFACT_CORRUPT, "The bytes are not the ones.");
    }
    return evidence;
  }

  private RunCompleted completed(LocalDate asOf, SignalAction action) {
    ArtifactRef ref = ref(asOf);
    var standing = Results.standing(action, asOf, 0, action.isTrade() ? 1 : 0, false);
    artifacts.put(ref, new Evidence(Results.result(asOf, standing), "da7a", ref));
    return new RunCompleted(
        Results.run(asOf.plusDays(1), asOf, Purpose.SCHEDULED),
        ref,
        List.of(
            new Recipient("anna@example.com", Recipient.Preference.EVERY_SESSION, "en"),
            new Recipient("eve@elsewhere.org", Recipient.Preference.EVERY_SESSION, "en")),
        Duration.ofSeconds(1));
  }

  private static ArtifactRef ref(LocalDate asOf) {
    return new ArtifactRef("runs/" + asOf, "%064x".formatted(asOf.toEpochDay()), 9);
  }
}
