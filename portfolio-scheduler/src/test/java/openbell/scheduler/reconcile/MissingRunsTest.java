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
    Seen seen = new Seen(Optional.of(MANIFEST), Optional.empty(), Optional.empty(), false);

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
    "DONE,,RunAgain",
    ",READY,Wait",
    ",ACTIVE,Wait",
    ",DEAD,Report",
    ",DONE,DispatchAgain",
    ",,DispatchAgain"
  })
  void decidesByWhatTheQueueKnows(JobState job, JobState request, String expected) {
    // Given
    Seen seen = new Seen(Optional.empty(), view(request), view(job), false);

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
        MissingRuns.decide(
            new Seen(Optional.empty(), Optional.empty(), Optional.of(silent), false));

    // Then
    assertThat(repair)
        .isInstanceOfSatisfying(
            Repair.Report.class,
            report -> assertThat(report.failure().reason()).isEqualTo(FailureReason.CRASHED));
  }

  @ParameterizedTest
  @CsvSource({
    "CRASHED: its lease ran out 4 times,CRASHED",
    "EXPIRED: it was not done in time,EXPIRED",
    "STALE_REVIEW: its lease ran out more than a day ago,STALE_REVIEW",
    "RUN_TOO_LONG: 301 s,RUN_TOO_LONG",
    "words of another version,CRASHED"
  })
  void keepsTheReasonThatTheQueueGaveADeadJob(String words, FailureReason expected) {
    // When
    var failure = Deaths.read(words);

    // Then
    assertThat(failure.reason()).isEqualTo(expected);
    assertThat(words).endsWith(failure.detail());
  }

  @Test
  void doesNotBringBackWhatAnOperatorTookOut() {
    // Given
    Seen seen = new Seen(Optional.empty(), view(JobState.DONE), Optional.empty(), true);

    // When
    Repair repair = MissingRuns.decide(seen);

    // Then
    assertThat(repair)
        .isInstanceOfSatisfying(
            Repair.Report.class,
            report -> assertThat(report.failure().reason()).isEqualTo(FailureReason.CANCELLED));
  }

  @Test
  void leavesARunAloneWhoseWorkerHasStoredItsResultAndNotYetSettled() {
    // Given
    Seen seen = new Seen(Optional.of(MANIFEST), Optional.empty(), view(JobState.ACTIVE), false);

    // When
    Repair repair = MissingRuns.decide(seen);

    // Then
    assertThat(repair).isEqualTo(new Repair.Wait());
  }

  private static Optional<JobView> view(@Nullable JobState state) {
    return Optional.ofNullable(state).map(known -> job(known, 0));
  }

  private static JobView job(JobState state, int crashes) {
    Instant then = Instant.EPOCH;
    byte[] nothing = {};
    return new JobView(
        "id", "ada", state, 1, crashes + 1, 0, crashes, "", null, then, then, "", nothing);
  }
}
