package openbell.machines.fleet;

import java.time.Instant;
import java.util.List;

/// What the schedules will ask for.
public interface Forecast {

  /// Work that comes after `from` and not after `until`, soonest first. Empty also when nobody has
  /// told: then nothing is started in advance.
  List<ExpectedWork> between(Instant from, Instant until);
}
