package openbell.machines.simulate;

import java.time.Duration;
import java.util.Locale;
import openbell.machines.fleet.DeadlinePolicy;
import openbell.machines.fleet.DepthPolicy;

/// The ways that are compared.
public final class Ways {
  private static final Duration GENTLE = Duration.ofMinutes(5);

  /// What a machine gets between the signals when nobody sets anything.
  private static final Duration BLUNT = Duration.ofSeconds(5);

  private static final Duration IDLE_GRACE = Duration.ofMinutes(5);
  private static final Duration START_PAUSE = Duration.ofSeconds(10);

  /// Starts of one look; the API's own limit spreads them.
  private static final int STARTS_PER_ROUND = 10;

  private Ways() {}

  /// So many machines, day and night.
  public static Way always(int machines) {
    return new Way(
        "static " + machines,
        (_, _, _) -> new StaticRule(machines),
        GENTLE,
        true,
        false,
        Duration.ZERO);
  }

  /// The common rule, with a list that is popped.
  public static Way depth(double perJob) {
    return new Way(
        "depth x " + String.format(Locale.ROOT, "%.3g", perJob),
        (_, most, _) -> new DepthPolicy(perJob, most, IDLE_GRACE),
        BLUNT,
        false,
        false,
        Duration.ZERO);
  }

  public static Way ours() {
    return ours("openbell", true, Duration.ZERO);
  }

  /// @param forecast false: nothing is started in advance
  /// @param earlier how much sooner than the boot time says
  static Way ours(String name, boolean forecast, Duration earlier) {
    return new Way(
        name,
        (type, most, within) ->
            new DeadlinePolicy(
                new DeadlinePolicy.Limits(0, most, STARTS_PER_ROUND, START_PAUSE),
                type.slots(),
                within,
                IDLE_GRACE),
        GENTLE,
        true,
        forecast,
        earlier);
  }
}
