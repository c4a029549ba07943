package openbell.signal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.Manifest.Input;
import openbell.model.market.BarColumns;
import openbell.model.message.NoticeRequested;
import openbell.model.message.NotificationRequested;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunFailed;
import openbell.model.portfolio.Recipient;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.signal.SessionChanges;
import openbell.model.signal.SignalAction;
import openbell.model.wire.BarCodec;
import openbell.model.wire.MessageCodec;
import openbell.runtime.alert.Alert;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStore.ArtifactDraft;
import openbell.runtime.artifact.adapter.FileArtifactStore;
import openbell.runtime.outbox.adapter.JdbiOutbox;
import openbell.runtime.testing.ManualClock;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.wiring.Migrations;
import openbell.runtime.wiring.SchemaMigration;
import openbell.signal.adapter.JdbiSignalHistory;
import openbell.signal.adapter.StoredPastRuns;
import openbell.signal.audience.SubscriptionPolicy;
import openbell.signal.derive.Evidence;
import openbell.signal.derive.Results;
import openbell.signal.derive.SignalDeriver;
import openbell.signal.restate.Revisions;
import openbell.signal.result.RunResults.Taken;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole way of a result, on a real PostgreSQL.
class RunResultsTest {
  private static final LocalDate DAY = Results.DAY;

  @TempDir Path directory;

  private final Map<ArtifactRef, Evidence> artifacts = new HashMap<>();
  private final List<Alert> alerts = new ArrayList<>();
  private Jdbi jdbi;
  private FileArtifactStore store;
  private JdbiSignalHistory history;
  private JdbiOutbox outbox;
  private RunResults results;

  @BeforeEach
  void emptyDatabase() {
    RealPostgres.Database database = RealPostgres.newDatabase();
    new Migrations(database.dataSource()).run(List.of(new SchemaMigration("signal", "db/signal")));
    jdbi = database.jdbi();
    store = new FileArtifactStore(directory);
    history = new JdbiSignalHistory(jdbi);
    outbox = new JdbiOutbox(jdbi, "signal", new MessageCodec());
    results =
        new RunResults(
            this::read,
            history,
            new SignalDeriver(0.0001),
            new Revisions(new StoredPastRuns(store)),
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
    assertThat(waiting()).containsExactly("CONFIRM", "signal");
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
    assertThat(waiting()).containsExactly("CONFIRM", "signal");
    assertThat(history.ofSession(message.run().owner(), null, 10))
        .extracting(SignalEntry::outcome)
        .containsExactly(SignalEntry.Outcome.SIGNAL);
    assertThat(results.failed(new RunFailed(message.run(), failure, 4))).isEqualTo(Taken.KNOWN);
  }

  @Test
  void tellsKnownReadersOnceWhenASessionHasNoSignal() {
    // Given a reader who heard of the session before
    results.completed(completed(DAY.minusDays(1), SignalAction.FLAT));
    RunCompleted message = completed(DAY, SignalAction.FLAT);
    Failure failure =
        new Failure(FailureReason.MARKET_DATA_UNAVAILABLE, "GET /x: 503 from 10.0.0.1");
    // When
    results.failed(new RunFailed(message.run(), failure, 4));
    results.failed(new RunFailed(message.run(), failure, 4));
    // Then one notice without what happened inside, and the signal when it comes after all
    NoticeRequested notice = (NoticeRequested) outbox.pending(10).getLast().message();
    assertThat(waiting()).containsExactly("CONFIRM", "signal", "NO_SIGNAL");
    assertThat(notice.kind()).isEqualTo(NoticeRequested.Kind.NO_SIGNAL);
    assertThat(notice.recipient().email()).isEqualTo("anna@example.com");
    assertThat(notice.portfolioName()).isEqualTo("Golden cross");
    assertThat(notice.detail()).isEqualTo("The prices of this session did not arrive in time.");
    assertThat(results.completed(message)).isEqualTo(Taken.SIGNALLED);
    assertThat(waiting()).endsWith("NO_SIGNAL", "signal");
  }

  @Test
  void sendsNoSignalThatTheGuardRefuses() {
    // Given an entry into what is held already
    results.completed(completed(DAY.minusDays(1), SignalAction.FLAT));
    RunCompleted message = completed(DAY, SignalAction.ENTER);
    var lie = Results.standing(SignalAction.ENTER, DAY, 0, 1, true);
    artifacts.put(ref(DAY), new Evidence(Results.result(DAY, lie), "da7a", ref(DAY)));
    // When
    Taken taken = results.completed(message);
    // Then
    assertThat(taken).isEqualTo(Taken.REJECTED);
    assertThat(alerts).extracting(Alert::reason).containsExactly(FailureReason.INVALID_RESULT);
    SignalEntry row =
        history.ofPortfolio(message.run().owner(), message.run().portfolio(), 1).getFirst();
    assertThat(row.outcome()).isEqualTo(SignalEntry.Outcome.REJECTED);
    assertThat(row.detail()).contains("AAPL is said to be ENTER although it is held");
    assertThat(row.notified()).isEqualTo(1);
    assertThat(((NoticeRequested) outbox.pending(10).getLast().message()).detail())
        .isEqualTo("Openbell's own check refused today's result; an operator has been told.");
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
    assertThat(waiting()).containsExactly("CONFIRM", "signal");
  }

  @Test
  void tellsAndRecordsRestatedHistory() {
    // Given two runs whose bars of the first day differ
    ArtifactRef before = publish(DAY.minusDays(1), 10, 11);
    ArtifactRef now = publish(DAY, 9, 11, 12);
    results.completed(completed(DAY.minusDays(1), before));
    RunCompleted message = completed(DAY, now);
    // When
    results.completed(message);
    // Then
    assertThat(history.revisions(message.run().owner(), message.run().portfolio(), 10))
        .extracting(recorded -> recorded.found().notes().getFirst())
        .containsExactly(
            "History of AAPL was restated on 1 day (2018-05-08); 1 past signal would differ: AAPL"
                + " 2018-05-08 was B, is E.");
    NotificationRequested mail = (NotificationRequested) outbox.pending(10).getLast().message();
    assertThat(mail.report().notes()).anyMatch(note -> note.startsWith("History of AAPL was"));
  }

  /// Kinds of the notifications in the outbox, in order.
  private List<String> waiting() {
    return outbox.pending(10).stream()
        .map(
            pending ->
                pending.message() instanceof NoticeRequested notice
                    ? notice.kind().name()
                    : ((NotificationRequested) pending.message()).template())
        .toList();
  }

  @Test
  void asksANewAddressOnceAndTellsTheWeekWithoutExplanations() {
    // Given
    RunCompleted first = completed(DAY.minusDays(1), SignalAction.ENTER);
    RunCompleted second = completed(DAY, SignalAction.FLAT);
    results.completed(first);
    // When
    results.completed(second);
    // Then
    assertThat(waiting()).containsExactly("CONFIRM", "signal", "signal");
    NoticeRequested asked = (NoticeRequested) outbox.pending(1).getFirst().message();
    assertThat(asked.portfolioName()).isEqualTo("Golden cross");
    assertThat(asked.recipient().email()).isEqualTo("eve@elsewhere.org");
    assertThat(history.earlierInWeek(second.run()))
        .containsExactly(
            new SessionChanges(
                DAY, history.ofSession(first.run().owner(), null, 2).getLast().changes()));
  }

  private ArtifactRef publish(LocalDate asOf, double... closes) {
    int[] days = new int[closes.length];
    for (int t = 0; t < days.length; t++) {
      days[t] = (int) LocalDate.of(2018, 5, 8).toEpochDay() + t;
    }
    double[] none = new double[closes.length];
    byte[] bars = BarCodec.encode(new BarColumns(days, closes, closes, closes, closes, none));
    String signals = "Date,Symbol,State,Close\n2018-05-08,AAPL," + (closes[0] > 9 ? "B" : "E");
    RunRef run = Results.run(asOf.plusDays(1), asOf, Purpose.SCHEDULED);
    Input input = new Input("AAPL", "test", store.put("bars/" + asOf + "/columns.bin", bars), null);
    Manifest header =
        new Manifest(
            1,
            run.runId(),
            1,
            "1",
            asOf,
            run.configHash(),
            "da7a",
            "0.1.0",
            null,
            null,
            null,
            List.of(),
            List.of(input),
            List.of(),
            List.of(),
            Instant.EPOCH);
    Map<String, byte[]> files = Map.of("signals.csv", signals.getBytes(StandardCharsets.UTF_8));
    return store.publish(new ArtifactDraft(ArtifactKeys.runPrefix(run), header, files)).ref();
  }

  private RunCompleted completed(LocalDate asOf, ArtifactRef artifact) {
    RunCompleted plain = completed(asOf, SignalAction.ENTER);
    Evidence evidence = read(plain.artifact());
    artifacts.put(artifact, new Evidence(evidence.result(), "da7a", artifact));
    return new RunCompleted(plain.run(), artifact, plain.recipients(), plain.duration());
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
