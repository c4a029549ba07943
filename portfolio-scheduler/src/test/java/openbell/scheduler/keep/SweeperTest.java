package openbell.scheduler.keep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.artifact.Manifest;
import openbell.model.portfolio.Owner;
import openbell.model.run.RunRef;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStore.ArtifactDraft;
import openbell.runtime.artifact.StoreUpkeep.Stored;
import openbell.runtime.artifact.adapter.FileArtifactStore;
import openbell.runtime.testing.Samples;
import openbell.scheduler.keep.KeepLedger.Amount;
import openbell.scheduler.keep.KeepLedger.Use;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweeperTest {
  private static final Instant NOW = Instant.parse("2018-06-15T13:30:00Z");
  private static final RunRef RUN = Samples.run(1);
  private static final String PREFIX = ArtifactKeys.runPrefix(RUN);
  private static final int YOUNG = 1;
  private static final int WEEK_OLD = 8;
  private static final int MONTH_OLD = 31;

  @TempDir Path folder;
  private final Notes notes = new Notes();
  private FileArtifactStore store;

  @BeforeEach
  void open() {
    store = new FileArtifactStore(folder);
  }

  @Test
  void removesOldPreviewsAndExportsAsAWhole() throws IOException {
    // Given
    put("previews/anna/old/manifest.json", WEEK_OLD);
    put("previews/anna/old/attempts/7/result.json", WEEK_OLD);
    put("previews/anna/mixed/manifest.json", YOUNG);
    put("previews/anna/mixed/attempts/7/result.json", WEEK_OLD);
    put("exports/anna/old/all.zip", MONTH_OLD);
    put("exports/anna/young/all.zip", WEEK_OLD);
    // When
    Sweeper.Swept swept = sweeper(100).beat(NOW);
    // Then
    assertThat(swept).isEqualTo(new Sweeper.Swept(6, 3, 0, true));
    assertThat(keys())
        .containsExactly(
            "exports/anna/young/all.zip",
            "previews/anna/mixed/attempts/7/result.json",
            "previews/anna/mixed/manifest.json");
    assertThat(folder.resolve("previews/anna/old")).doesNotExist();
  }

  @Test
  void removesOldAttemptsThatTheManifestDoesNotName() throws IOException {
    // Given
    publish("7");
    age(PREFIX + "/attempts/7/result.json", MONTH_OLD);
    put(PREFIX + "/attempts/6/result.json", WEEK_OLD);
    put(PREFIX + "/attempts/8/result.json", YOUNG);
    // When
    sweeper(100).beat(NOW);
    // Then
    assertThat(keys())
        .containsExactly(
            PREFIX + "/attempts/7/result.json",
            PREFIX + "/attempts/8/result.json",
            PREFIX + "/manifest.json");
  }

  @Test
  void leavesARunWithoutAManifestAloneForAMonth() throws IOException {
    // Given
    String young = "runs/anna/p-1/2018-06-14/c0ffee00c0ffee00/young/attempts/";
    put(young + "7/result.json", MONTH_OLD);
    put(young + "8/result.json", WEEK_OLD);
    put("runs/anna/p-1/2018-06-14/c0ffee00c0ffee00/old/attempts/7/result.json", MONTH_OLD);
    // When
    sweeper(100).beat(NOW);
    // Then
    assertThat(keys()).containsExactly(young + "7/result.json", young + "8/result.json");
  }

  @Test
  void touchesNothingInARunWhoseManifestIsUnreadable() throws IOException {
    // Given
    put(PREFIX + "/attempts/6/result.json", MONTH_OLD);
    put(PREFIX + "/attempts/7/result.json", MONTH_OLD);
    put(PREFIX + "/manifest.json", MONTH_OLD);
    // When
    Sweeper.Swept swept = sweeper(100).beat(NOW);
    // Then
    assertThat(swept).isEqualTo(new Sweeper.Swept(3, 0, 0, true));
  }

  @Test
  void keepsBarsAndUploadsWhateverTheirAge() throws IOException {
    // Given
    put(ArtifactKeys.bars("a".repeat(64)), 1_000);
    put("uploads/anna/x/columns.bin", 1_000);
    // When
    sweeper(100).beat(NOW);
    // Then
    assertThat(keys()).hasSize(2);
    assertThat(notes.told).containsOnlyKeys(new Use("anna", Area.UPLOADS));
  }

  /// Whatever the size of a beat: the same is gone, and the same is counted.
  @Test
  void goesOnWhereTheBeatBeforeEnded() throws IOException {
    for (int most : new int[] {1, 2, 100}) {
      // Given
      notes.told.clear();
      for (int i = 0; i < 5; i++) {
        put("previews/anna/p" + i + "/a.json", i % 2 == 0 ? WEEK_OLD : YOUNG);
        put("previews/bob/p" + i + "/b.json", YOUNG);
        put("exports/bob/p" + i + "/c.json", YOUNG);
      }
      Sweeper sweeper = sweeper(most);
      notes.newDay();
      // When
      Sweeper.Swept swept = sweeper.beat(NOW);
      for (int beats = 0; !swept.done() && beats < 100; beats++) {
        swept = sweeper.beat(NOW);
      }
      // Then
      assertThat(notes.told)
          .isEqualTo(
              Map.of(
                  new Use("anna", Area.PREVIEWS), new Amount(2, 4),
                  new Use("bob", Area.PREVIEWS), new Amount(5, 10),
                  new Use("bob", Area.EXPORTS), new Amount(5, 10)));
      assertThat(sweeper.beat(NOW)).as("done for today").isEqualTo(Sweeper.Swept.NOTHING);
    }
  }

  @Test
  void writesNothingDownWhenAnotherHasTakenOver() throws IOException {
    // Given
    put("previews/anna/p/a.json", YOUNG);
    notes.overtaken = true;
    // When
    Sweeper.Swept swept = sweeper(100).beat(NOW);
    // Then
    assertThat(swept.done()).isFalse();
    assertThat(notes.told).isEmpty();
  }

  private Sweeper sweeper(int objectsPerBeat) {
    KeepRules rules =
        new KeepRules(
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofDays(1),
            objectsPerBeat);
    return new Sweeper(store, notes, new Verdicts(store, rules), rules);
  }

  private void put(String key, int daysOld) throws IOException {
    Path file = folder.resolve(key);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{}");
    age(key, daysOld);
  }

  private void age(String key, int days) throws IOException {
    Files.setLastModifiedTime(folder.resolve(key), FileTime.from(NOW.minus(Duration.ofDays(days))));
  }

  private void publish(String fence) {
    Manifest header =
        new Manifest(
            1,
            RUN.runId(),
            1,
            fence,
            LocalDate.parse("2018-06-14"),
            RUN.configHash(),
            "d".repeat(64),
            "test",
            List.of(),
            List.of(),
            NOW);
    store.publish(new ArtifactDraft(PREFIX, header, Map.of("result.json", "{}".getBytes(UTF_8))));
  }

  private List<String> keys() {
    return store.list("", null, 100).objects().stream().map(Stored::key).toList();
  }

  /// A ledger in memory, for one process.
  private static final class Notes implements KeepLedger {
    private final Map<Use, Amount> counted = new HashMap<>();
    private final Map<Use, Amount> told = new HashMap<>();
    private Place place = Place.START;
    private boolean done;
    private boolean overtaken;

    void newDay() {
      place = Place.START;
      done = false;
    }

    @Override
    public Optional<Turn> take(Instant now, Instant until) {
      return done ? Optional.empty() : Optional.of(new Turn(1, place));
    }

    @Override
    public boolean advance(Turn turn, Place next, Map<Use, Amount> found) {
      place = next;
      found.forEach((use, amount) -> counted.merge(use, amount, Amount::plus));
      return true;
    }

    @Override
    public boolean finish(Turn turn, Map<Use, Amount> found, Instant at) {
      if (overtaken) {
        return false;
      }
      found.forEach((use, amount) -> counted.merge(use, amount, Amount::plus));
      told.putAll(counted);
      counted.clear();
      done = true;
      return true;
    }

    @Override
    public List<Measured> use(Owner owner) {
      return List.of();
    }
  }
}
