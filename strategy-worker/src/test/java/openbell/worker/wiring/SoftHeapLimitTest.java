package openbell.worker.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How large the heap of a JVM with a worker's collector becomes, in one of its own.
class SoftHeapLimitTest {
  private static final int MEGABYTE = 1 << 20;
  private static final int LIMIT = 32;
  private static final int SMALL = 100;

  /// Megabytes of heap at most: while little is in use and much passes through, while much is in
  /// use, and when that is over.
  private record Sizes(int little, int much, int after) {}

  /// The other process.
  public static final class Work {
    private static final int BLOCK = 64 << 10;
    private static final int LITTLE = 128;
    private static final int MUCH = 2_400;
    private static final int ROUNDS = 5_000;
    private static final int BREATHE = 8;

    private Work() {}

    /// @param arguments megabytes of the limit, 0 for none
    public static void main(String[] arguments) throws InterruptedException {
      int limit = Integer.parseInt(arguments[0]);
      if (limit > 0 && !SoftHeapLimit.keep((long) limit * MEGABYTE)) {
        throw new IllegalStateException("this collector does not tell");
      }
      byte[][] blocks = new byte[MUCH][];
      int little = pass(blocks, LITTLE);
      int much = pass(blocks, MUCH);
      for (int i = LITTLE; i < MUCH; i++) {
        blocks[i] = null;
      }
      // It is noticed without anything being done.
      TimeUnit.MILLISECONDS.sleep(limit > 0 ? 3_500 : 0);
      System.out.println(little + " " + much + " " + pass(blocks, LITTLE));
    }

    /// Replaces blocks one after the other: each grows old before it goes.
    private static int pass(byte[][] blocks, int inUse) throws InterruptedException {
      long most = 0;
      for (int round = 0; round < ROUNDS; round++) {
        blocks[round % inUse] = new byte[BLOCK];
        if (round % BREATHE == 0) {
          TimeUnit.MILLISECONDS.sleep(1);
        }
        most = Math.max(most, Runtime.getRuntime().totalMemory());
      }
      return (int) (most / MEGABYTE);
    }
  }

  private static Process start(int limit) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            java,
            "-XX:+UseSerialGC",
            "-Xms24m",
            "-Xmx384m",
            "-XX:MaxNewSize=16m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:-ShrinkHeapInSteps",
            "-cp",
            System.getProperty("java.class.path"),
            Work.class.getName(),
            Integer.toString(limit));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static Sizes sizes(Process process) throws IOException, InterruptedException {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    List<Integer> sizes = Stream.of(said.strip().split(" ")).map(Integer::valueOf).toList();
    return new Sizes(sizes.get(0), sizes.get(1), sizes.get(2));
  }

  @Test
  void keepsTheHeapSmallUnlessMoreIsInUse() throws Exception {
    // When
    Process with = start(LIMIT);
    Process without = start(0);
    Sizes limited = sizes(with);
    Sizes free = sizes(without);

    // Then what passes through does not count, and what is in use gets its room for as long
    assertThat(limited.little()).isLessThan(SMALL);
    assertThat(limited.much()).isGreaterThan(150);
    assertThat(limited.after()).isLessThan(SMALL);
    assertThat(free.little()).isGreaterThan(2 * SMALL);
  }
}
