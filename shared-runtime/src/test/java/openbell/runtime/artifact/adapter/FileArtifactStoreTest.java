package openbell.runtime.artifact.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.artifact.ArtifactStoreContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileArtifactStoreTest extends ArtifactStoreContract {
  @TempDir Path folder;

  @Override
  protected ArtifactStore store() {
    return new FileArtifactStore(folder.resolve("artifacts"));
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
}
