package openbell.scheduler.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import openbell.model.message.RunJob;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
import openbell.runtime.artifact.adapter.FileArtifactStore;
import openbell.scheduler.proof.Verified.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
  @TempDir Path directory;

  private FileArtifactStore store;
  private RecordedRun recorded;

  @BeforeEach
  void store() {
    store = new FileArtifactStore(directory);
    recorded = new RecordedRun(store, true);
  }

  @Test
  void isVerifiedWhenTheRepetitionWritesTheSameBytes() {
    // Given
    assertThat(verify().verdict()).isEqualTo(Verdict.PENDING);
    recorded.work("1.0");

    // When
    Verified verified = verify();

    // Then
    assertThat(verified.verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(verified.evidence().exhibits())
        .extracting(Exhibit::name)
        .containsExactly(
            "manifest.json",
            "chart.svg",
            "definition.json",
            "equity.csv",
            "result.json",
            "trades.csv",
            "bars AAPL",
            "bars SPX");
    assertThat(recorded.wishes).as("asking twice is asking once").hasSize(1);
    assertThat(recorded.wishes.getFirst().run().purpose()).isEqualTo(Purpose.PREVIEW);
  }

  @Test
  void findsOneFlippedByteAnywhereAndAccusesNothingElse() throws IOException {
    // Given: nothing is repeated, so what is found is found by hashes
    List<Exhibit> objects = check();
    assertThat(objects).hasSize(8);
    // When, Then
    for (Exhibit object : objects) {
      Path file = directory.resolve(object.key());
      byte[] whole = Files.readAllBytes(file);
      assertThat(whole).hasSize((int) object.bytes());
      for (int at : positions(whole.length)) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) (1 << at % 8);
        Files.write(file, flipped);
        accused(object, Exhibit.State.DAMAGED);
      }
      Files.write(file, Arrays.copyOf(whole, whole.length - 1));
      accused(object, Exhibit.State.DAMAGED);
      Files.write(file, Arrays.copyOf(whole, whole.length + 1));
      accused(object, Exhibit.State.DAMAGED);
      Files.delete(file);
      accused(object, Exhibit.State.MISSING);
      Files.write(file, whole);
    }
    assertThat(check()).allMatch(Exhibit::whole);
    assertThat(recorded.wishes).as("nothing is repeated when hashes fail").isEmpty();
  }

  private static Set<Integer> positions(int length) {
    return new TreeSet<>(
        List.of(0, 1, length / 3, length / 2, 2 * length / 3, length - 2, length - 1));
  }

  private List<Exhibit> check() {
    return new EvidenceCheck(store).check(RecordedRun.artifact(recorded.run)).exhibits();
  }

  /// The object alone; without its manifest nobody knows of other files.
  private void accused(Exhibit object, Exhibit.State state) {
    Verified verified = verify();
    assertThat(verified.verdict()).as(object.name()).isEqualTo(Verdict.DAMAGED);
    assertThat(verified.evidence().exhibits())
        .as(object.name())
        .filteredOn(exhibit -> !exhibit.whole())
        .singleElement()
        .satisfies(
            exhibit -> {
              assertThat(exhibit.name()).isEqualTo(object.name());
              assertThat(exhibit.state()).isEqualTo(state);
            });
  }

  @Test
  void saysWhichFileComesOutDifferentlyAndThatAnotherEngineIsNoDamage() {
    // Given
    verify();
    recorded.files.put("result.json", new byte[] {1});
    recorded.work("2.0");

    // When
    Verified verified = verify();

    // Then
    assertThat(verified.verdict()).isEqualTo(Verdict.DIFFERS);
    assertThat(verified.comparison()).isNotNull();
    assertThat(verified.comparison().files())
        .filteredOn(pair -> !pair.same())
        .extracting(Comparison.Pair::name)
        .containsExactly("result.json");
    assertThat(verified.remarks()).singleElement().asString().contains("1.0", "2.0", "not damage");
    assertThat(verified.evidence().whole()).isTrue();
  }

  @Test
  void waitsForTheRepetitionAsLongAsItIsGiven() {
    // When: the worker is done at the third look
    Verified verified =
        verify(
            pauses -> {
              if (pauses == 2) {
                recorded.work("1.0");
              }
              return pauses < 3;
            });

    // Then
    assertThat(verified.verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void asksAgainAfterAFailureOnlyWhenSomeTimeHasPassed() {
    // Given
    verify();
    recorded.fail(new Failure(FailureReason.CRASHED, "The worker stopped."));

    // When
    Verified verified = verify();

    // Then
    assertThat(verified.verdict()).isEqualTo(Verdict.NOT_REPEATABLE);
    assertThat(verified.remarks()).singleElement().asString().contains("The worker stopped.");
    assertThat(recorded.wishes).hasSize(1);
    Instant later = RecordedRun.NOW.plus(Repeating.PAUSE).plus(Duration.ofSeconds(1));
    assertThat(verify(later, Patience.NONE).verdict()).isEqualTo(Verdict.PENDING);
    assertThat(recorded.wishes).hasSize(2);
    assertThat(recorded.wishes.getLast().run().runId())
        .isNotEqualTo(recorded.wishes.getFirst().run().runId());
  }

  @Test
  void isNotRepeatableWithoutRecordedBars() {
    // Given
    recorded = new RecordedRun(new FileArtifactStore(directory.resolve("older")), false);
    store = new FileArtifactStore(directory.resolve("older"));

    // When
    Verified verified = verify();

    // Then
    assertThat(verified.verdict()).isEqualTo(Verdict.NOT_REPEATABLE);
    assertThat(verified.remarks()).singleElement().asString().contains("older than the record");
    assertThat(recorded.wishes).isEmpty();
  }

  @Test
  void makesTheJobOfARepetitionFromTheRecordAlone() {
    // Given
    verify();
    Repeating repeating = new Repeating(recorded, store);

    // When
    RunJob job = repeating.job(recorded.wishes.getFirst().run(), RecordedRun.NOW).orElseThrow();

    // Then
    assertThat(job.repeats()).isEqualTo(recorded.run.artifact());
    assertThat(job.definition().recipients()).isEmpty();
    assertThat(job.calendarVersion()).isEqualTo("calendars-1");
    assertThat(repeating.job(recorded.run.run(), RecordedRun.NOW)).isEmpty();
  }

  private Verified verify() {
    return verify(Patience.NONE);
  }

  private Verified verify(Patience patience) {
    return verify(RecordedRun.NOW, patience);
  }

  private Verified verify(Instant now, Patience patience) {
    return new Verification(store, new Repeating(recorded, store))
        .verify(recorded.run, RecordedRun.artifact(recorded.run), now, patience);
  }
}
