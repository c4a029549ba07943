package openbell.worker.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same jobs give the same bytes: alone or beside others, shared or not, in any order, in any
/// process.
class DeterminismTest {
  private static final int JOBS = 16;

  @Test
  void sharingThreadsAndOrderChangeNoByte() throws ExecutionException, InterruptedException {
    // Given: every job alone
    List<String> alone = IntStream.range(0, JOBS).mapToObj(Fingerprints::alone).toList();
    // When, Then
    Production.Shared shared = new Production.Shared(Long.MAX_VALUE / 2);
    assertThat(together(shared, 1, inOrder())).as("one thread, one graph").isEqualTo(alone);
    assertThat(together(shared, 8, shuffled(1))).as("again, from the graph").isEqualTo(alone);
    Production.Shared small = new Production.Shared(100_000);
    assertThat(together(small, 8, shuffled(2))).as("a graph that forgets").isEqualTo(alone);
    Production.Shared none = new Production.Shared(0);
    assertThat(together(none, 8, shuffled(3))).as("nothing shared").isEqualTo(alone);
  }

  @Test
  void anotherProcessWritesTheSameBytes(@TempDir Path folder)
      throws IOException, InterruptedException {
    // When: one process as usual, one whose compiler hardly optimises
    Path usual = folder.resolve("usual");
    Path plain = folder.resolve("plain");
    Process first = fork("-XX:+TieredCompilation", usual);
    Process second = fork("-XX:TieredStopAtLevel=1", plain);
    // Then
    assertThat(first.waitFor(60, TimeUnit.SECONDS) && second.waitFor(60, TimeUnit.SECONDS))
        .isTrue();
    List<String> here = IntStream.range(0, JOBS).mapToObj(Fingerprints::alone).toList();
    assertThat(Files.readAllLines(usual)).isEqualTo(here);
    assertThat(Files.readAllLines(plain)).isEqualTo(here);
  }

  private static List<Integer> inOrder() {
    return new ArrayList<>(IntStream.range(0, JOBS).boxed().toList());
  }

  private static List<Integer> shuffled(long seed) {
    List<Integer> order = inOrder();
    Collections.shuffle(order, new Random(seed));
    return order;
  }

  /// Fingerprints by job, computed in the given order.
  private static List<String> together(Production.Shared shared, int threads, List<Integer> order)
      throws ExecutionException, InterruptedException {
    String[] results = new String[JOBS];
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> all = new ArrayList<>();
      for (int job : order) {
        all.add(pool.submit(() -> results[job] = Fingerprints.of(job, shared)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    return List.of(results);
  }

  private static Process fork(String option, Path out) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx300m",
            option,
            "-Dopenbell.root=" + System.getProperty("openbell.root", ".."),
            "-Dopenbell.seed=" + Options.seed(0),
            "-cp",
            System.getProperty("java.class.path"),
            Fingerprints.class.getName(),
            out.toString(),
            String.valueOf(JOBS))
        .redirectErrorStream(true)
        .redirectOutput(out.resolveSibling(out.getFileName() + ".log").toFile())
        .start();
  }
}
