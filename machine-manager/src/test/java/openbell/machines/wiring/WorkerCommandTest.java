package openbell.machines.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerCommandTest {
  @TempDir Path worker;

  @Test
  void startsFromTheCacheOnlyWhenThereIsOne() throws IOException {
    // Given a worker without a cache
    List<String> plain = WorkerCommand.of(worker);
    // When one is made
    Files.createFile(worker.resolve("worker.aot"));
    List<String> quick = WorkerCommand.of(worker);
    // Then
    assertThat(plain.subList(1, plain.size()))
        .containsExactly(
            "@" + worker.resolve("worker.options"),
            "-jar",
            worker.resolve("quarkus-run.jar").toString());
    assertThat(quick).contains("-XX:AOTCache=" + worker.resolve("worker.aot"));
  }
}
