package openbell.bench.engine;

import java.util.List;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// How long everything is measured.
///
/// @param forks Java machines per method, one after the other
/// @param rounds of warm-up, and again of measurement
/// @param round length of one
/// @param warmShots calls of long work that do not count
/// @param shots calls of long work that count
record Effort(int forks, int rounds, TimeValue round, int warmShots, int shots) {
  /// A few minutes in all: good for a look, not for a quotation.
  static final Effort SHORT = new Effort(1, 5, TimeValue.milliseconds(400), 2, 5);

  static final Effort FULL = new Effort(3, 5, TimeValue.seconds(1), 3, 5);

  private static final int DAYS_PER_SHOT = 5;
  private static final List<String> STEADY_HEAP = List.of("-Xms2g", "-Xmx2g");
  private static final List<String> WHOLE_HEAP = List.of("-Xmx1g");

  ChainedOptionsBuilder options(Case.Pace pace) {
    ChainedOptionsBuilder options = new OptionsBuilder().forks(forks).threads(1);
    return switch (pace) {
      case STEADY ->
          options
              .mode(Mode.AverageTime)
              .warmupIterations(rounds)
              .warmupTime(round)
              .measurementIterations(rounds)
              .measurementTime(round)
              .jvmArgs(words(STEADY_HEAP));
      case WHOLE -> shots(options, 1);
      case DAY -> shots(options, DAYS_PER_SHOT);
    };
  }

  private ChainedOptionsBuilder shots(ChainedOptionsBuilder options, int times) {
    return options
        .mode(Mode.SingleShotTime)
        .warmupIterations(times * warmShots)
        .measurementIterations(times * shots)
        .addProfiler(HeapProfiler.class)
        .jvmArgs(words(WHOLE_HEAP));
  }

  private static String[] words(List<String> heap) {
    return heap.toArray(String[]::new);
  }

  @Override
  public String toString() {
    return "%d fork%s, %d + %d rounds of %s; batches %d + %d calls, days %d + %d"
        .formatted(
            forks,
            forks == 1 ? "" : "s",
            rounds,
            rounds,
            round,
            warmShots,
            shots,
            DAYS_PER_SHOT * warmShots,
            DAYS_PER_SHOT * shots);
  }
}
