package openbell.worker.engine.proof;

import java.util.SplittableRandom;

/// How much is tried and from which seed: `-Dopenbell.seed=N -Dopenbell.rounds=N`.
///
/// A failure names the seed of its round; that seed with one round repeats it alone.
final class Options {
  /// The seed of ordinary builds: what they try is the same each time.
  private static final long USUAL_SEED = 20_261_121;

  private Options() {}

  /// Seed of round `round`.
  static long seed(int round) {
    return Long.getLong("openbell.seed", USUAL_SEED) + round;
  }

  /// Rounds to try, `usual` unless asked otherwise.
  static int rounds(int usual) {
    return Integer.getInteger("openbell.rounds", usual);
  }

  static SplittableRandom random(int round) {
    return new SplittableRandom(seed(round));
  }

  /// How a failing round is repeated.
  static String repeat(int round) {
    return "repeat with -Dopenbell.seed=" + seed(round) + " -Dopenbell.rounds=1";
  }
}
