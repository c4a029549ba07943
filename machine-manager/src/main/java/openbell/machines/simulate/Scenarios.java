package openbell.machines.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The synthetic days. Letters are those of the documentation; I is what was recorded, see {@link
/// Trace}.
public final class Scenarios {
  private static final Instant DAY = Instant.parse("2026-11-20T00:00:00Z");
  private static final Duration ONE_DAY = Duration.ofDays(1);

  /// 09:30 in New York.
  private static final Duration OPEN = Duration.ofMinutes(14 * 60 + 30);

  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  /// What a schedule hands out at the open comes within this.
  private static final Duration SPREAD = Duration.ofSeconds(2);

  private static final Chance CHANCE = new Chance(8);

  private Scenarios() {}

  public static List<Scenario> all() {
    return List.of(
        scenario("A", "120 runs of 10 s at the open", 20, usual(), batch(120, 10)),
        fiveMinutes("B", "500 runs of 10 s, done in 5 min", 60, batch(500, 10)),
        fiveMinutes("C", "10,000 runs of 10 s, done in 5 min", 500, batch(10_000, 10)),
        scenario("D", "back-tests of 10 min beside an open", 20, usual(), longOnes()),
        scenario("E", "the API is away for 10 min", 20, away(), batch(120, 2)),
        scenario("F", "six places in ten have no capacity", 20, full(), batch(120, 10)),
        scenario("G", "12 poison jobs among 100", 20, usual(), poisoned()),
        week(),
        scenario("J", "500 runs of 50 ms at the open", 20, usual(), batch(500, 0.05)),
        scenario("K", "machines vanish, after 20 min on average", 40, vanishing(), batch(300, 10)));
  }

  /// The day that the published figures describe: about two hours of one machine.
  static Scenario published() {
    List<Arrival> arrivals = new ArrayList<>(batch(120, 10));
    for (int minute = 2; minute <= 115; minute += 2) {
      arrivals.add(one(open(0).plus(Duration.ofMinutes(minute)), "late", 10, TWO_MINUTES, false));
    }
    return scenario("P", "one machine for two hours a day", 1, usual(), arrivals);
  }

  private static Scenario scenario(
      String letter, String title, int most, Faults faults, List<Arrival> arrivals) {
    List<Arrival> sorted = arrivals.stream().sorted(Comparator.comparing(Arrival::at)).toList();
    return new Scenario(letter, title, DAY, ONE_DAY, TWO_MINUTES, most, faults, sorted);
  }

  private static Scenario fiveMinutes(
      String letter, String title, int most, List<Arrival> arrivals) {
    return scenario(letter, title, most, usual(), arrivals).within(FIVE_MINUTES);
  }

  private static Scenario week() {
    List<Arrival> arrivals = new ArrayList<>();
    for (int day = 0; day < 7; day++) {
      // The 20th is a Friday.
      if (day != 1 && day != 2) {
        arrivals.addAll(batch(open(day), 12, 2, "daily"));
      }
      for (int i = 0; i < 6; i++) {
        long second = (long) (CHANCE.uniform("asked", day * 10L + i) * ONE_DAY.toSeconds());
        Instant at = DAY.plus(Duration.ofDays(day)).plusSeconds(second);
        arrivals.add(one(at, "asked", 10, TWO_MINUTES, false));
      }
    }
    Scenario day = scenario("H", "a quiet week", 20, usual(), arrivals);
    return new Scenario(
        "H",
        day.title(),
        DAY,
        Duration.ofDays(7),
        day.within(),
        day.most(),
        day.faults(),
        day.arrivals());
  }

  private static List<Arrival> longOnes() {
    List<Arrival> arrivals = new ArrayList<>(batch(120, 2));
    for (int i = 0; i < 6; i++) {
      Instant at = open(0).plus(Duration.ofMinutes(-40 + 12L * i));
      arrivals.add(one(at, "backtest", 600, null, false));
    }
    return arrivals;
  }

  private static List<Arrival> poisoned() {
    List<Arrival> arrivals = new ArrayList<>(batch(100, 2));
    for (int i = 0; i < 12; i++) {
      Instant at = open(0).plusMillis(150L * i);
      arrivals.add(new Arrival(at, "poison", "poison-" + i, 2, at.plus(TWO_MINUTES), true, true));
    }
    return arrivals;
  }

  private static List<Arrival> batch(int count, double seconds) {
    return batch(open(0), count, seconds, "open");
  }

  private static List<Arrival> batch(Instant open, int count, double seconds, String what) {
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant at = open.plusMillis(SPREAD.toMillis() * i / count);
      arrivals.add(
          new Arrival(at, "owner-" + i % 20, what, seconds, at.plus(TWO_MINUTES), true, false));
    }
    return arrivals;
  }

  private static Arrival one(
      Instant at, String portfolio, double seconds, @Nullable Duration within, boolean known) {
    Instant deadline = within == null ? null : at.plus(within);
    return new Arrival(at, "somebody", portfolio, seconds, deadline, known, false);
  }

  private static Instant open(int day) {
    return DAY.plus(Duration.ofDays(day)).plus(OPEN);
  }

  private static Faults usual() {
    return Faults.usual();
  }

  private static Faults away() {
    return usual().withApiAway(open(0).minus(FIVE_MINUTES), Duration.ofMinutes(10));
  }

  private static Faults full() {
    return usual().withoutCapacity(open(0).minus(FIVE_MINUTES), Duration.ofMinutes(20), 0.6);
  }

  private static Faults vanishing() {
    return usual().crashing(1 / 3.0);
  }
}
