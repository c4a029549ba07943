package openbell.model.record;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import openbell.model.portfolio.PortfolioId;
import openbell.model.signal.SignalAction;
import org.jspecify.annotations.Nullable;

/// How the signals of one portfolio did, from nothing but what was recorded: target weights held
/// from one recorded close to the next, without costs.
///
/// Only the first entry about a day counts; a correction or a repetition knew more. What was
/// recorded more than a day after its session is hindsight, and counts only when it is asked for.
///
/// @param from the day whose close the first counted entry knew; null when none counts
/// @param until the same of the last
/// @param sessions entries that count
/// @param repeated entries that do not count because there was an earlier one about that day
/// @param late entries that were recorded more than a day after their session
/// @param decisions buys and sells with a later close to judge them by
/// @param hits of these, after how many the price moved the right way
/// @param growth forward equity at the end, 1 at the first entry
/// @param remarks sentences about what was left out
public record ForwardPerformance(
    PortfolioId portfolio,
    @Nullable LocalDate from,
    @Nullable LocalDate until,
    int sessions,
    int repeated,
    int late,
    int decisions,
    int hits,
    double growth,
    List<String> remarks) {

  // A share does not do this from one session to the next; a split that nobody adjusted does.
  private static final double HIGHEST_STEP = 1.8;
  private static final double LOWEST_STEP = 0.55;

  private static final Duration ON_TIME = Duration.ofDays(2);

  public ForwardPerformance {
    remarks = List.copyOf(remarks);
  }

  /// @param entries of one portfolio, at least one, by number
  /// @param hindsight whether what was recorded late counts too
  public static ForwardPerformance of(List<ForwardEntry> entries, boolean hindsight) {
    Walk walk = new Walk();
    int late = 0;
    for (ForwardEntry entry : entries) {
      boolean isLate = isLate(entry);
      late += isLate ? 1 : 0;
      if (!isLate || hindsight) {
        walk.step(entry);
      }
    }
    return walk.result(entries.getFirst().portfolio(), late);
  }

  static boolean isLate(ForwardEntry entry) {
    return entry
        .recordedAt()
        .isAfter(entry.session().atStartOfDay(ZoneOffset.UTC).toInstant().plus(ON_TIME));
  }

  /// What is known on the way from entry to entry.
  private static final class Walk {
    private final List<String> remarks = new ArrayList<>();
    private @Nullable ForwardEntry first;
    private @Nullable ForwardEntry last;
    private int sessions;
    private int repeated;
    private int decisions;
    private int hits;
    private double growth = 1;

    void step(ForwardEntry entry) {
      ForwardEntry before = last;
      if (before != null && !entry.asOf().isAfter(before.asOf())) {
        repeated++;
        return;
      }
      if (before == null) {
        first = entry;
      } else {
        hold(before, entry);
      }
      last = entry;
      sessions++;
    }

    private void hold(ForwardEntry before, ForwardEntry now) {
      Map<String, Double> steps = steps(before, now);
      double gain = 0;
      for (Map.Entry<String, Double> target : targets(before).entrySet()) {
        gain += target.getValue() * (steps.getOrDefault(target.getKey(), 1.0) - 1);
      }
      growth *= 1 + gain;
      for (ForwardEntry.Change change : before.changes()) {
        Double step = steps.get(change.symbol());
        if (step != null && change.action().isTrade()) {
          decisions++;
          hits += isHit(change.action(), step) ? 1 : 0;
        }
      }
    }

    /// By what each close was multiplied since; without symbols that are gone or were split.
    private Map<String, Double> steps(ForwardEntry before, ForwardEntry now) {
      Map<String, Double> steps = new LinkedHashMap<>();
      for (ForwardEntry.Position then : before.positions()) {
        for (ForwardEntry.Position later : now.positions()) {
          double start = then.close().doubleValue();
          if (later.symbol().equals(then.symbol()) && start > 0) {
            double step = later.close().doubleValue() / start;
            if (step < LOWEST_STEP || step > HIGHEST_STEP) {
              remarks.add(
                  "%s went from %s to %s until %s, which looks like a split; that step is left out."
                      .formatted(then.symbol(), then.close(), later.close(), now.asOf()));
            } else {
              steps.put(then.symbol(), step);
            }
          }
        }
      }
      return steps;
    }

    private static Map<String, Double> targets(ForwardEntry entry) {
      Map<String, Double> targets = new LinkedHashMap<>();
      entry.positions().forEach(p -> targets.put(p.symbol(), p.weight().doubleValue()));
      entry.changes().forEach(c -> targets.put(c.symbol(), c.toWeight().doubleValue()));
      return targets;
    }

    private static boolean isHit(SignalAction action, double step) {
      boolean bought = action == SignalAction.ENTER || action == SignalAction.INCREASE;
      return bought ? step > 1 : step < 1;
    }

    ForwardPerformance result(PortfolioId portfolio, int late) {
      return new ForwardPerformance(
          portfolio,
          first == null ? null : first.asOf(),
          last == null ? null : last.asOf(),
          sessions,
          repeated,
          late,
          decisions,
          hits,
          growth,
          remarks);
    }
  }
}
