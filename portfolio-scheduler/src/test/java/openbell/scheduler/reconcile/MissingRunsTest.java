package openbell.scheduler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureReason;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.scheduler.reconcile.RunWatch.Seen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingRunsTest {
  private static final ArtifactRef MANIFEST = new ArtifactRef("runs/x", "a".repeat(64), 10);

  @Test
  void announcesAResultThatNobodyHeardOf() {
    // Given
    Seen seen = new Seen(Optional.of(MANIFEST), Optional.empty(), Optional.empty());

    // When
    Repair repair = MissingRuns.decide(seen);

    // Then
    assertThat(repair).isEqualTo(new Repair.Announce(MANIFEST));
  }

  @ParameterizedTest
  @CsvSource({
    "READY,,Wait",
    "DELAYED,,Wait",
    "ACTIVE,,Wait",
    "DEAD,,Report",
    "DONE,,Report",
    ",READY,Wait",
    ",ACTIVE,Wait",
    ",DEAD,Report",
    ",DONE,DispatchAgain",
    ",,DispatchAgain"
  })
  void decidesByWhatTheQueueKnows(JobState job, JobState request, String expected) {
    // Given
    Seen seen = new Seen(Optional.empty(), view(request), view(job));

    // When
    Repair repair = MissingRuns.decide(seen);

    // Then
    assertThat(repair.getClass().getSimpleName()).isEqualTo(expected);
  }

  @Test
  void readsTheLastWordsOfADeadJob() {
    // Given
    String words = "INSUFFICIENT_HISTORY: AAPL needs 200 bars, has 10";

    // When
    var failure = Deaths.read(words);

    // Then
    assertThat(failure.reason()).isEqualTo(FailureReason.INSUFFICIENT_HISTORY);
    assertThat(failure.detail()).isEqualTo("AAPL needs 200 bars, has 10");
  }

  @Test
  void callsAJobThatDiedWithoutAWordACrash() {
    // Given
    JobView silent = job(JobState.DEAD, 4);

    // When
    Repair repair =
        MissingRuns.decide(new Seen(Optional.empty(), Optional.empty(), Optional.of(silent)));

    // Then
    assertThat(repair)
        .isInstanceOfSatisfying(
            Repair.Report.class,
            report -> assertThat(report.failure().reason()).isEqualTo(FailureReason.CRASHED));
  }

  private static Optional<JobView> view(@Nullable JobState state) {
    return Optional.ofNullable(state).map(known -> job(known, 0));
  }

  private static JobView job(JobState state, int crashes) {
    Instant then = Instant.EPOCH;
    byte[] nothing = {};
    return new JobView("id", "ada", state, 1, crashes + 1, 0, crashes, "", then, then, "", nothing);
  }
}
