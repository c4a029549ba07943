package openbell.machines.simulate;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A recorded day as a file: one line per job that came, `arrived,owner,portfolio,seconds`.
public final class Trace {
  static final String HEADING = "arrived,owner,portfolio,seconds";

  /// So many arrivals in one minute are a batch that a schedule knew of.
  private static final int BATCH = 5;

  private Trace() {}

  /// The recorded day as scenario I. Whole days (UTC) are simulated. Jobs that take more than half
  /// of `within` have no deadline.
  ///
  /// @throws IllegalArgumentException naming the line that is wrong
  public static Scenario scenario(List<String> lines, Duration within, int most, Faults faults) {
    List<Arrival> bare = parse(lines);
    Map<Instant, Integer> perMinute = new HashMap<>();
    bare.forEach(a -> perMinute.merge(a.at().truncatedTo(ChronoUnit.MINUTES), 1, Integer::sum));
    List<Arrival> arrivals =
        bare.stream()
            .map(
                a ->
                    new Arrival(
                        a.at(),
                        a.owner(),
                        a.portfolio(),
                        a.seconds(),
                        a.seconds() > within.toMillis() / 2e3 ? null : a.at().plus(within),
                        perMinute.getOrDefault(a.at().truncatedTo(ChronoUnit.MINUTES), 0) >= BATCH,
                        false))
            .toList();
    Instant start = arrivals.getFirst().at().truncatedTo(ChronoUnit.DAYS);
    long days = ChronoUnit.DAYS.between(start, arrivals.getLast().at()) + 1;
    return new Scenario(
        "I", "as recorded", start, Duration.ofDays(days), within, most, faults, arrivals);
  }

  /// The arrivals of a scenario as such a file.
  public static List<String> lines(Scenario scenario) {
    List<String> lines = new ArrayList<>();
    lines.add(HEADING);
    scenario
        .arrivals()
        .forEach(
            a -> lines.add(a.at() + "," + a.owner() + "," + a.portfolio() + "," + a.seconds()));
    return lines;
  }

  private static List<Arrival> parse(List<String> lines) {
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#") && !line.equals(HEADING)) {
        arrivals.add(arrival(line, i + 1));
      }
    }
    if (arrivals.isEmpty()) {
      throw new IllegalArgumentException("there is no arrival; write lines of " + HEADING);
    }
    arrivals.sort(Comparator.comparing(Arrival::at));
    return arrivals;
  }

  private static Arrival arrival(String line, int number) {
    String[] fields = line.split(",", -1);
    try {
      if (fields.length == 4) {
        return new Arrival(
            Instant.parse(fields[0].strip()),
            fields[1].strip(),
            fields[2].strip(),
            Double.parseDouble(fields[3].strip()),
            null,
            false,
            false);
      }
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("line " + number + " is not " + HEADING);
  }
}
