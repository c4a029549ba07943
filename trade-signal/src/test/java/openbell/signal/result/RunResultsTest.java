package openbell.signal.result;

import static openbell.signal.result.ResultHouse.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import openbell.model.message.NoticeRequested;
import openbell.model.message.NotificationRequested;
import openbell.model.message.RunCompleted;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.signal.SessionChanges;
import openbell.model.signal.SignalAction;
import openbell.signal.result.RunResults.Taken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole way of a result, on a real PostgreSQL.
class RunResultsTest {
  @TempDir Path directory;

  private ResultHouse house;

  @BeforeEach
  void emptyDatabase() {
    house = new ResultHouse(directory);
  }

  @Test
  void recordsAResultAndItsNotificationsOnce() {
    // Given
    RunCompleted message = house.completed(DAY, SignalAction.ENTER);
    house.results.completed(message);
    // When
    Taken again = house.results.completed(message);
    // Then
    assertThat(again).isEqualTo(Taken.KNOWN);
    assertThat(house.waiting()).containsExactly("CONFIRM", "signal");
    assertThat(house.history.ofSession(message.run().owner(), null, 10)).hasSize(1);
    assertThat(house.history.subscriptions(message.run().owner(), message.run().portfolio()))
        .hasSize(2);
  }

  @Test
  void neverComparesALateResultWithItselfOrWithALaterOne() {
    // Given
    house.results.completed(house.completed(DAY.minusDays(2), SignalAction.FLAT));
    house.results.completed(house.completed(DAY, SignalAction.ENTER));
    RunCompleted late = house.completed(DAY.minusDays(1), SignalAction.FLAT);
    // When
    Optional<ArtifactRef> before = house.history.before(late.run());
    house.results.completed(late);
    // Then
    assertThat(before).contains(ResultHouse.ref(DAY.minusDays(2)));
    assertThat(house.history.before(late.run())).contains(ResultHouse.ref(DAY.minusDays(2)));
  }

  @Test
  void aSignalIsNotWrittenWithoutItsNotifications() {
    // Given an outbox that takes nothing
    RunCompleted message = house.completed(DAY, SignalAction.ENTER);
    house.jdbi.useHandle(
        handle -> handle.execute("alter table signal.outbox add constraint shut check (false)"));
    // When
    assertThatThrownBy(() -> house.results.completed(message)).isInstanceOf(FailureException.class);
    // Then neither is there, and the message does it all when it comes again
    assertThat(house.history.ofSession(message.run().owner(), null, 10)).isEmpty();
    house.jdbi.useHandle(
        handle -> handle.execute("alter table signal.outbox drop constraint shut"));
    assertThat(house.results.completed(message)).isEqualTo(Taken.SIGNALLED);
    assertThat(house.waiting()).containsExactly("CONFIRM", "signal");
  }

  @Test
  void tellsAndRecordsRestatedHistory() {
    // Given two runs whose bars of the first day differ
    ArtifactRef before = house.publish(DAY.minusDays(1), 10, 11);
    ArtifactRef now = house.publish(DAY, 9, 11, 12);
    house.results.completed(house.completed(DAY.minusDays(1), before));
    RunCompleted message = house.completed(DAY, now);
    // When
    house.results.completed(message);
    // Then
    assertThat(house.history.revisions(message.run().owner(), message.run().portfolio(), 10))
        .extracting(recorded -> recorded.found().notes().getFirst())
        .containsExactly(
            "History of AAPL was restated on 1 day (2018-05-08); 1 past signal would differ: AAPL"
                + " 2018-05-08 was B, is E.");
    NotificationRequested mail =
        (NotificationRequested) house.outbox.pending(10).getLast().message();
    assertThat(mail.report().notes()).anyMatch(note -> note.startsWith("History of AAPL was"));
  }

  @Test
  void asksANewAddressOnceAndTellsTheWeekWithoutExplanations() {
    // Given
    RunCompleted first = house.completed(DAY.minusDays(1), SignalAction.ENTER);
    RunCompleted second = house.completed(DAY, SignalAction.FLAT);
    house.results.completed(first);
    // When
    house.results.completed(second);
    // Then
    assertThat(house.waiting()).containsExactly("CONFIRM", "signal", "signal");
    NoticeRequested asked = (NoticeRequested) house.outbox.pending(1).getFirst().message();
    assertThat(asked.portfolioName()).isEqualTo("Golden cross");
    assertThat(asked.recipient().email()).isEqualTo("eve@elsewhere.org");
    assertThat(house.history.earlierInWeek(second.run()))
        .containsExactly(
            new SessionChanges(
                DAY, house.history.ofSession(first.run().owner(), null, 2).getLast().changes()));
  }
}
