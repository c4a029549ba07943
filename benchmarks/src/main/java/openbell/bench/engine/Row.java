package openbell.bench.engine;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/// A line of the table, as text.
///
/// @param cells title, ours, rival, ratio, goal, verdict
/// @param more what else is to be said, or empty
record Row(List<String> cells, String more, boolean failed) {
  private static final double CONFIDENCE = 0.999;

  static final Row HEAD =
      new Row(List.of("case", "ours", "rival", "times as fast", "goal", "verdict"), "", false);

  static Row of(Case one, Collection<RunResult> results) {
    Measured ours = null;
    Measured rival = null;
    String heap = "";
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      if (name.endsWith("." + one.ours())) {
        ours = seconds(result);
        heap = heap(result);
      } else {
        rival = seconds(result);
      }
    }
    if (ours == null) {
      throw new IllegalStateException("no result of " + one.ours());
    }
    return new Row(
        List.of(
            one.title(),
            shown(one, ours),
            rival == null ? "" : one.against() + " " + rival.time(),
            rival == null ? "" : rival.dividedBy(ours).in("").strip(),
            goal(one.goal()),
            verdict(one, ours, rival)),
        heap,
        false);
  }

  static Row failed(Case one, String why) {
    return new Row(
        List.of(one.title(), "could not run", "", "", goal(one.goal()), "missed"), why, true);
  }

  String title() {
    return cells.getFirst();
  }

  /// What is worth a line while the others still run.
  String summary() {
    return String.join(", ", cells.subList(1, 3).stream().filter(cell -> !cell.isEmpty()).toList());
  }

  private static String shown(Case one, Measured ours) {
    return one.operations() == 1 ? ours.time() : perSecond(one, ours).in("portfolios/s");
  }

  private static Measured perSecond(Case one, Measured ours) {
    return ours.as(one.operations() / ours.value());
  }

  private static Measured seconds(RunResult result) {
    Statistics statistics = result.getPrimaryResult().getStatistics();
    return new Measured(statistics.getMean(), statistics.getMeanErrorAt(CONFIDENCE));
  }

  private static String heap(RunResult result) {
    var more = result.getSecondaryResults();
    var peak = more.get(HeapProfiler.PEAK);
    var left = more.get(HeapProfiler.LEFT);
    return peak == null || left == null
        ? ""
        : String.format(
            Locale.ROOT,
            "heap %,.0f MiB at most, %,.0f MiB after a collection",
            peak.getStatistics().getMax(),
            left.getStatistics().getMax());
  }

  private static String goal(Case.Goal goal) {
    return switch (goal) {
      case Case.Goal.TimesAsFast(double least) -> "≥ " + Measured.number(least);
      case Case.Goal.PerSecond(double least) -> "≥ " + Measured.number(least) + "/s";
      case Case.Goal.Milliseconds(double most) -> "≤ " + Measured.number(most) + " ms";
      case Case.Goal.None() -> "";
    };
  }

  private static String verdict(Case one, Measured ours, @Nullable Measured rival) {
    return switch (one.goal()) {
      case Case.Goal.TimesAsFast(double least) ->
          rival == null ? "" : atLeast(rival.dividedBy(ours), least);
      case Case.Goal.PerSecond(double least) -> atLeast(perSecond(one, ours), least);
      case Case.Goal.Milliseconds(double most) -> atLeast(ours.as(1e-3 / ours.value()), 1 / most);
      case Case.Goal.None() -> "";
    };
  }

  /// A goal inside the error bar is neither met nor missed.
  private static String atLeast(Measured found, double least) {
    if (found.value() - found.error() >= least) {
      return "met";
    }
    return found.value() + found.error() < least ? "missed" : "within the error";
  }
}
