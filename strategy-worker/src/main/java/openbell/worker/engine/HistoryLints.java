package openbell.worker.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.Finding;
import openbell.model.strategy.Finding.Severity;
import openbell.worker.engine.plan.Evaluation;
import openbell.worker.engine.plan.Plan;
import openbell.worker.engine.plan.Step;
import openbell.worker.engine.plan.TraceNode;
import openbell.worker.engine.rule.Signals;
import openbell.worker.engine.series.BarSeries;
import org.jspecify.annotations.Nullable;

/// Remarks about a strategy that only its history can show: the codes of
/// `StrategyCheck.HISTORY_CODES`.
public final class HistoryLints {
  /// Bars without which nothing is said about how often a signal fires: a year.
  private static final long LEAST_BARS = 250;

  /// A signal that holds on more bars than this describes a state, not an event.
  private static final double MOSTLY = 0.6;

  // Sentences take counts as %s: %d writes the digits of the locale, and these go into a result.
  private static final String OUTPUTS = "/strategy_definition/trade_strategy/outputs";

  /// They buy an amount when a signal fires; all others hold weights while it lasts.
  private static final Set<String> BUY_ON_EVENTS =
      Set.of("PercentCapitalStrategy", "SimplePercentCapitalStrategy", "FixedAmountStrategy");

  /// Rules whose constancy is their purpose.
  private static final Set<String> MEANT = Set.of("Always", "Never", "StockBondSwitch");

  private final PortfolioDefinition definition;
  private final Plan plan;
  private final List<Evaluation> symbols;
  private final List<Finding> findings = new ArrayList<>();

  /// How often a signal was true, over all symbols.
  ///
  /// @param last the last day it was true on any symbol, or null
  private record Tally(long fired, long defined, @Nullable LocalDate last) {}

  private HistoryLints(PortfolioDefinition definition, Plan plan, List<Evaluation> symbols) {
    this.definition = definition;
    this.plan = plan;
    this.symbols = symbols;
  }

  /// @param plan of the definition's strategy
  /// @param symbols the universe with its warm-up, evaluated
  public static List<Finding> of(
      PortfolioDefinition definition, Plan plan, List<Evaluation> symbols) {
    HistoryLints lints = new HistoryLints(definition, plan, symbols);
    lints.constant(plan.buy(), "buy_signal");
    lints.constant(plan.sell(), "sell_signal");
    lints.levelAsEntry();
    lints.sellOnEveryBuy();
    lints.defaultActs();
    return List.copyOf(lints.findings);
  }

  /// V107, for bars on which the strategy cannot be evaluated at all.
  public static Optional<Finding> warmup(Plan plan, BarSeries bars) {
    int needed = plan.depth() + 1;
    if (bars.size() >= needed) {
      return Optional.empty();
    }
    // First values come later in proportion to the period, or sooner.
    long possible =
        (long) plan.longestPeriod() * Math.max(0, bars.size() - 1) / Math.max(1, plan.depth());
    return Optional.of(
        new Finding(
            "V107",
            Severity.ERROR,
            "/strategy_definition/trade_strategy",
            "%s has %s bars, and the first signal needs %s"
                .formatted(bars.symbol(), bars.size(), needed),
            possible < 1
                ? "bring more bars"
                : "use a longest period of at most " + possible + ", or bring more bars"));
  }

  private void constant(int step, String output) {
    Optional<TraceNode> root = root(step);
    if (root.isEmpty() || MEANT.contains(root.get().operator())) {
      return;
    }
    Tally tally = tally(step);
    if (tally.defined() < LEAST_BARS) {
      return;
    }
    if (tally.fired() == 0) {
      warning(
          "W203",
          output,
          "%s was never true on %s bars".formatted(root.get().label(), tally.defined()),
          children(root.get()));
    } else if (tally.fired() == tally.defined()) {
      warning(
          "W203",
          output,
          "%s was true on all of %s bars".formatted(root.get().label(), tally.defined()),
          "use Always if that is meant");
    }
  }

  /// When each part was last true, and which of them is the bottleneck.
  private String children(TraceNode root) {
    List<TraceNode> rules = root.inputs().stream().filter(TraceNode::signal).toList();
    if (rules.isEmpty()) {
      return "compare with what the numbers really reach";
    }
    String last =
        rules.stream()
            .map(rule -> rule.label() + " " + said(tally(rule.source().step()).last()))
            .collect(Collectors.joining(", "));
    TraceNode tightest =
        rules.stream()
            .min(Comparator.comparingLong(rule -> tally(rule.source().step()).fired()))
            .orElseThrow();
    return "last true: %s; %s is the tightest, true on %s bars"
        .formatted(last, tightest.label(), tally(tightest.source().step()).fired());
  }

  private static String said(@Nullable LocalDate day) {
    return day == null ? "never" : day.toString();
  }

  private void levelAsEntry() {
    Optional<TraceNode> root = root(plan.buy());
    if (root.isEmpty()
        || MEANT.contains(root.get().operator())
        || !BUY_ON_EVENTS.contains(definition.strategy().capital().name())) {
      return;
    }
    Tally tally = tally(plan.buy());
    boolean always = tally.fired() == tally.defined();
    if (tally.defined() >= LEAST_BARS && !always && tally.fired() > MOSTLY * tally.defined()) {
      warning(
          "W209",
          "buy_signal",
          String.format(
              Locale.ROOT,
              "%s was true on %d %% of %d bars, so it describes a state, not an entry",
              root.get().label(),
              Math.round(100.0 * tally.fired() / tally.defined()),
              tally.defined()),
          "use Crossover if the moment is meant");
    }
  }

  private void sellOnEveryBuy() {
    if (plan.buy() < 0 || plan.sell() < 0) {
      return;
    }
    long both = 0;
    for (Evaluation symbol : symbols) {
      Signals buy = symbol.signals(plan.buy());
      Signals sell = symbol.signals(plan.sell());
      int bars = symbol.bars().size();
      for (int t = buy.nextTrue(0); t < bars; t = buy.nextTrue(t + 1)) {
        if (!sell.isTrue(t)) {
          return;
        }
        both++;
      }
    }
    if (both > 0) {
      warning(
          "W201",
          "sell_signal",
          "the sell signal was true on all %s bars on which the buy signal was".formatted(both),
          "a sell wins, so nothing was bought: sell on the opposite");
    }
  }

  private void defaultActs() {
    List<Step> steps = plan.steps();
    for (Step step : steps) {
      if (step instanceof Step.Switched switched && switched.fallback() != null) {
        long undefined = 0;
        for (Evaluation symbol : symbols) {
          undefined += undefined(symbol, switched.signal());
        }
        if (undefined > 0) {
          findings.add(
              new Finding(
                  "W210",
                  Severity.WARNING,
                  "/strategy_definition/trade_strategy/signals",
                  "the default of a StockBondSwitch decided on %s bars without a signal"
                      .formatted(undefined),
                  "set default_to_stock to null, or start later"));
        }
      }
    }
  }

  /// Bars from the start date on.
  private long undefined(Evaluation symbol, int step) {
    Signals signals = symbol.signals(step);
    BarSeries bars = symbol.bars();
    long count = 0;
    int first = bars.firstAtOrAfter(definition.startDate().toEpochDay());
    for (int t = first; t < bars.size(); t++) {
      count += signals.isDefined(t) ? 0 : 1;
    }
    return count;
  }

  private Optional<TraceNode> root(int step) {
    return step < 0
        ? Optional.empty()
        : plan.traces().stream()
            .filter(trace -> trace.signal() && trace.source().step() == step)
            .findFirst();
  }

  private Tally tally(int step) {
    long fired = 0;
    long defined = 0;
    LocalDate last = null;
    for (Evaluation symbol : symbols) {
      Signals signals = symbol.signals(step);
      int newest = -1;
      for (int t = 0; t < symbol.bars().size(); t++) {
        defined += signals.isDefined(t) ? 1 : 0;
        if (signals.isTrue(t)) {
          fired++;
          newest = t;
        }
      }
      if (newest >= 0 && (last == null || last.isBefore(symbol.bars().date(newest)))) {
        last = symbol.bars().date(newest);
      }
    }
    return new Tally(fired, defined, last);
  }

  private void warning(String code, String output, String message, String hint) {
    findings.add(new Finding(code, Severity.WARNING, OUTPUTS + "/" + output, message, hint));
  }
}
