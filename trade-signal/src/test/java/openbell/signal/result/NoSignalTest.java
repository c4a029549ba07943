package openbell.signal.result;

import static openbell.signal.result.ResultHouse.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import openbell.model.message.NoticeRequested;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunFailed;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.model.run.RunRef;
import openbell.model.signal.SignalAction;
import openbell.runtime.alert.Alert;
import openbell.runtime.timeline.TimelineQuestion;
import openbell.signal.adapter.SignalTimeline;
import openbell.signal.derive.Evidence;
import openbell.signal.derive.Results;
import openbell.signal.result.RunResults.Taken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Results that make no signal, and who hears of it, on a real PostgreSQL.
class NoSignalTest {
  @TempDir Path directory;

  private ResultHouse house;

  @BeforeEach
  void emptyDatabase() {
    house = new ResultHouse(directory);
  }

  @Test
  void tellsOnlyTheOperatorsOfACorruptArtifact() {
    // Given
    RunCompleted message = house.completed(DAY, SignalAction.ENTER);
    house.artifacts.clear();
    // When
    Taken taken = house.results.completed(message);
    // Then
    assertThat(taken).isEqualTo(Taken.REJECTED);
    assertThat(house.outbox.pending(10)).isEmpty();
    assertThat(house.alerts)
        .extracting(Alert::reason)
        .containsExactly(FailureReason.ARTIFACT_CORRUPT);
  }

  @Test
  void recordsAFailedRunOnce() {
    // Given
    RunRef run = Results.run();
    Failure failure = new Failure(FailureReason.INSUFFICIENT_HISTORY, "AAPL has 3 bars.");
    house.results.failed(new RunFailed(run, failure, 1));
    // When
    Taken again = house.results.failed(new RunFailed(run, failure, 1));
    // Then
    assertThat(again).isEqualTo(Taken.KNOWN);
    assertThat(house.alerts).hasSize(1);
    assertThat(house.history.ofPortfolio(run.owner(), run.portfolio(), 10))
        .extracting(SignalEntry::outcome)
        .containsExactly(SignalEntry.Outcome.FAILED);
  }

  @Test
  void makesASignalOfARunThatFailedAndEndedWellWhenItWasReplayed() {
    // Given
    RunCompleted message = house.completed(DAY, SignalAction.ENTER);
    Failure failure = new Failure(FailureReason.CRASHED, "Its worker vanished.");
    house.results.failed(new RunFailed(message.run(), failure, 4));
    // When
    Taken taken = house.results.completed(message);
    // Then
    assertThat(taken).isEqualTo(Taken.SIGNALLED);
    assertThat(house.waiting()).containsExactly("CONFIRM", "signal");
    assertThat(house.history.ofSession(message.run().owner(), null, 10))
        .extracting(SignalEntry::outcome)
        .containsExactly(SignalEntry.Outcome.SIGNAL);
    assertThat(house.results.failed(new RunFailed(message.run(), failure, 4)))
        .isEqualTo(Taken.KNOWN);
  }

  @Test
  void tellsKnownReadersOnceWhenASessionHasNoSignal() {
    // Given a reader who heard of the session before
    house.results.completed(house.completed(DAY.minusDays(1), SignalAction.FLAT));
    RunCompleted message = house.completed(DAY, SignalAction.FLAT);
    Failure failure =
        new Failure(FailureReason.MARKET_DATA_UNAVAILABLE, "GET /x: 503 from 10.0.0.1");
    // When
    house.results.failed(new RunFailed(message.run(), failure, 4));
    house.results.failed(new RunFailed(message.run(), failure, 4));
    // Then one notice without what happened inside, and the signal when it comes after all
    NoticeRequested notice = (NoticeRequested) house.outbox.pending(10).getLast().message();
    assertThat(house.waiting()).containsExactly("CONFIRM", "signal", "NO_SIGNAL");
    assertThat(notice.kind()).isEqualTo(NoticeRequested.Kind.NO_SIGNAL);
    assertThat(notice.recipient().email()).isEqualTo("anna@example.com");
    assertThat(notice.portfolioName()).isEqualTo("Golden cross");
    assertThat(notice.detail()).isEqualTo("The prices of this session did not arrive in time.");
    assertThat(house.results.completed(message)).isEqualTo(Taken.SIGNALLED);
    assertThat(house.waiting()).endsWith("NO_SIGNAL", "signal");
  }

  @Test
  void sendsNoSignalThatTheGuardRefuses() {
    // Given an entry into what is held already
    house.results.completed(house.completed(DAY.minusDays(1), SignalAction.FLAT));
    RunCompleted message = house.completed(DAY, SignalAction.ENTER);
    var lie = Results.standing(SignalAction.ENTER, DAY, 0, 1, true);
    house.artifacts.put(
        ResultHouse.ref(DAY), new Evidence(Results.result(DAY, lie), "da7a", ResultHouse.ref(DAY)));
    // When
    Taken taken = house.results.completed(message);
    // Then
    assertThat(taken).isEqualTo(Taken.REJECTED);
    assertThat(house.alerts)
        .extracting(Alert::reason)
        .containsExactly(FailureReason.INVALID_RESULT);
    SignalEntry row =
        house.history.ofPortfolio(message.run().owner(), message.run().portfolio(), 1).getFirst();
    assertThat(row.outcome()).isEqualTo(SignalEntry.Outcome.REJECTED);
    assertThat(row.detail()).contains("AAPL is said to be ENTER although it is held");
    assertThat(row.notified()).isEqualTo(1);
    assertThat(((NoticeRequested) house.outbox.pending(10).getLast().message()).detail())
        .isEqualTo("Openbell's own check refused today's result; an operator has been told.");
  }

  @Test
  void theTimelineSaysWhoWasToldThatThereIsNoSignal() {
    // Given a reader of every session, and one who never confirmed
    house.results.completed(house.completed(DAY.minusDays(1), SignalAction.FLAT));
    RunCompleted message = house.completed(DAY, SignalAction.FLAT);
    Failure failure = new Failure(FailureReason.EXPIRED, "It came after its deadline.");
    // When
    house.results.failed(new RunFailed(message.run(), failure, 4));
    // Then
    assertThat(told(message.run(), "anna@example.com"))
        .containsExactly(
            "The run failed: It came after its deadline.",
            "Notice of no signal for anna@example.com: A notice was asked for: no signal."
                + " It could not be computed in time.");
    assertThat(told(message.run(), "eve@elsewhere.org"))
        .endsWith(
            "No mail for eve@elsewhere.org: The address was not confirmed, and so it gets nothing.");
    // and what was said stays when the signal comes after all
    house.results.completed(message);
    assertThat(told(message.run(), "anna@example.com"))
        .last()
        .isEqualTo(
            "Mail for anna@example.com: A mail was asked for. Before that: A notice was asked for:"
                + " no signal. It could not be computed in time.");
  }

  private List<String> told(RunRef run, String reader) {
    TimelineQuestion question =
        new TimelineQuestion(run.owner(), run.portfolio(), run.session(), reader);
    return new SignalTimeline(house.jdbi)
        .events(question).stream().map(event -> event.what() + ": " + event.detail()).toList();
  }

  @Test
  void aResultThatWasGivenUpIsToldAndCanStillBeReplayed() {
    // Given a result whose artifact never came
    house.results.completed(house.completed(DAY.minusDays(1), SignalAction.FLAT));
    RunCompleted message = house.completed(DAY, SignalAction.FLAT);
    Failure failure = new Failure(FailureReason.ARTIFACT_MISSING, "There is nothing at runs/x.");
    // When
    house.results.failed(new RunFailed(message.run(), failure, 5));
    house.results.failed(new RunFailed(message.run(), failure, 5));
    // Then
    assertThat(house.waiting()).containsExactly("CONFIRM", "signal", "NO_SIGNAL");
    assertThat(((NoticeRequested) house.outbox.pending(10).getLast().message()).detail())
        .isEqualTo("Today's result could not be read back unharmed; an operator has been told.");
    assertThat(house.results.completed(message)).isEqualTo(Taken.SIGNALLED);
    house.results.failed(new RunFailed(message.run(), failure, 5));
    assertThat(house.waiting()).containsExactly("CONFIRM", "signal", "NO_SIGNAL", "signal");
  }
}
