package openbell.machines.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Days to compare policies on.
///
/// @param letter for options: A to J
/// @param within time from a known arrival until it should be done, for people
/// @param most machines that a fleet may have
/// @param arrivals in order of time
public record Scenario(
    String letter,
    String title,
    Instant start,
    Duration length,
    Duration within,
    int most,
    Faults faults,
    List<Arrival> arrivals) {
  public Scenario {
    arrivals = List.copyOf(arrivals);
  }

  public Instant end() {
    return start.plus(length);
  }

  /// The same with at most this many machines.
  public Scenario atMost(int machines) {
    return new Scenario(letter, title, start, length, within, machines, faults, arrivals);
  }

  /// The same with another deadline for all that have one.
  public Scenario within(Duration another) {
    List<Arrival> moved =
        arrivals.stream()
            .map(
                a ->
                    new Arrival(
                        a.at(),
                        a.owner(),
                        a.portfolio(),
                        a.seconds(),
                        a.deadline() == null ? null : a.at().plus(another),
                        a.known(),
                        a.poison()))
            .toList();
    return new Scenario(letter, title, start, length, another, most, faults, moved);
  }
}
