package openbell.runtime.artifact.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStoreContract;
import openbell.runtime.artifact.StoreUpkeep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileArtifactStoreTest extends ArtifactStoreContract {
  @TempDir Path folder;

  @Override
  protected FileArtifactStore store() {
    return new FileArtifactStore(folder.resolve("artifacts"));
  }

  @Override
  protected StoreUpkeep upkeep() {
    return store();
  }

  @Override
  protected void overwrite(String key, byte[] bytes) throws IOException {
    Files.write(folder.resolve("artifacts").resolve(key), bytes);
  }

  @Override
  protected void remove(String key) throws IOException {
    Files.delete(folder.resolve("artifacts").resolve(key));
  }

  @Override
  protected List<String> keys() throws IOException {
    Path root = folder.resolve("artifacts");
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> root.relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void leavesNoDraftsAndNoEmptyFoldersBehind() throws IOException {
    // Given
    store().publish(draft("7", files()));
    // When
    store().publish(draft("8", files()));
    // Then
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.map(p -> p.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".draft") || name.equals("8"));
    }
  }

  @Test
  void doesNotRewriteWhatItHasAndMendsWhatWentBad() throws IOException {
    // Given
    String key = ArtifactKeys.bars("a".repeat(64));
    Path file = folder.resolve("artifacts").resolve(key);
    byte[] bytes = {1, 2, 3};
    store().put(key, bytes);
    FileTime before = FileTime.from(Instant.parse("2018-06-15T13:30:00Z"));
    Files.setLastModifiedTime(file, before);
    // When
    store().put(key, bytes);
    // Then
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
    // When
    Files.write(file, new byte[] {1, 9, 3});
    store().put(key, bytes);
    // Then
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @Test
  void sweepsOldDraftsAndNothingElse() throws IOException {
    // Given: a write that was cut short last week, one that is under way, and an artifact
    var published = store().publish(draft("7", files()));
    Path run = folder.resolve("artifacts").resolve(published.ref().key()).getParent();
    Instant now = Instant.parse("2018-06-22T13:30:00Z");
    Path old = Files.write(run.resolve(".draft-1.tmp"), new byte[3]);
    Path young = Files.write(run.resolve(".draft-2.tmp"), new byte[3]);
    for (Path file : List.of(old, run.resolve("manifest.json"))) {
      Files.setLastModifiedTime(file, FileTime.from(now.minus(Duration.ofDays(7))));
    }
    Files.setLastModifiedTime(young, FileTime.from(now));
    // When
    int swept = store().sweepDrafts(now.minus(Duration.ofDays(1)));
    // Then
    assertThat(swept).isEqualTo(1);
    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(store().manifest(published.ref()).fence()).isEqualTo("7");
    assertThat(store().list("", null, 10).objects())
        .as("drafts are no objects")
        .hasSize(files().size() + 1);
  }

  @Test
  void sweepsNothingWhereNothingWasEverStored() {
    // When, Then
    assertThat(store().sweepDrafts(Instant.EPOCH)).isZero();
    assertThat(store().list("runs/", null, 10)).isEqualTo(new StoreUpkeep.Page(List.of(), false));
  }
}
