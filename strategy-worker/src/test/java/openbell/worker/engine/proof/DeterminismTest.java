package openbell.worker.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
/// process of any locale, time zone and encoding.
class DeterminismTest {
  private static final int JOBS = 16;

  /// Portfolios that other processes run, and the files that each writes.
  private static final int ABROAD = 200;

  private static final int FILES = 6;

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
  void twoProcessesOfOtherLocalesAndZonesWriteTheSameBytes(@TempDir Path folder)
      throws IOException, InterruptedException {
    // Given: an i without a dot, own digits, odd zones, another encoding, collector and compiler
    Path ankara = folder.resolve("ankara");
    Path cairo = folder.resolve("cairo");
    // When: both at the same time
    Process first = fork(ankara, "tr", "TR", "Asia/Kolkata", "UTF-8", "-XX:+TieredCompilation");
    Process second =
        fork(
            cairo,
            "ar",
            "EG",
            "America/St_Johns",
            "ISO-8859-1",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1");
    // Then
    List<String> one = lines(first, ankara);
    List<String> other = lines(second, cairo);
    assertThat(one.getFirst()).isEqualTo("tr-TR Asia/Kolkata UTF-8");
    assertThat(other.getFirst()).isEqualTo("ar-EG America/St_Johns ISO-8859-1");
    assertThat(one.subList(1, one.size()))
        .hasSize(ABROAD * FILES)
        .isEqualTo(other.subList(1, other.size()));
    List<String> here =
        IntStream.range(0, JOBS).boxed().flatMap(job -> Fingerprints.files(job).stream()).toList();
    assertThat(one.subList(1, 1 + here.size())).as("and this process").isEqualTo(here);
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

  private static List<String> lines(Process process, Path out)
      throws IOException, InterruptedException {
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended && process.exitValue() == 0).as(() -> "what it said: " + said(out)).isTrue();
    return Files.readAllLines(out);
  }

  private static String said(Path out) {
    try {
      return Files.readString(log(out), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "nothing";
    }
  }

  private static Path log(Path out) {
    return out.resolveSibling(out.getFileName() + ".log");
  }

  private static Process fork(
      Path out, String language, String country, String zone, String encoding, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-Xmx300m",
            "-Duser.language=" + language,
            "-Duser.country=" + country,
            "-Duser.timezone=" + zone,
            "-Dfile.encoding=" + encoding,
            "-Dopenbell.root=" + System.getProperty("openbell.root", ".."),
            "-Dopenbell.seed=" + Options.seed(0),
            "-cp",
            System.getProperty("java.class.path"),
            Fingerprints.class.getName(),
            out.toString(),
            String.valueOf(ABROAD)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log(out).toFile())
        .start();
  }
}
