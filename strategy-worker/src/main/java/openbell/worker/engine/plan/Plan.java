package openbell.worker.engine.plan;

import java.util.BitSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import openbell.worker.engine.indicator.Indicator;
import org.jspecify.annotations.Nullable;

/// A strategy ready to be evaluated: every distinct node once, inputs before their readers.
///
/// @param steps in an order in which they can be computed
/// @param keys the key of each step
/// @param joined the other symbols that each step depends on, in alphabetical order
/// @param local the steps that depend on which symbols the portfolio has
/// @param buy step of the signal that opens positions, -1 for never
/// @param sell step of the signal that closes positions, -1 for never
/// @param targetWeight number that is the wanted weight of each symbol, or null
/// @param rank number by which buys are ordered, or null for the declared order
/// @param columns named series for `signals.csv`
/// @param depth bars that must precede the first bar on which buy and sell can both be defined
/// @param longestPeriod longest period of any indicator, 0 without one
public record Plan(
    List<Step> steps,
    List<NodeKey> keys,
    List<SortedSet<String>> joined,
    BitSet local,
    int buy,
    int sell,
    @Nullable Source targetWeight,
    @Nullable Source rank,
    List<NamedColumn> columns,
    List<TraceNode> traces,
    int depth,
    int longestPeriod) {

  /// A named series.
  public record NamedColumn(String name, Source source) {}

  /// True when the values of the step cannot be shared with other portfolios.
  boolean isLocal(int step) {
    return local.get(step);
  }

  /// Symbols other than the portfolio's own that steps read, in alphabetical order.
  public SortedSet<String> joinedSymbols() {
    SortedSet<String> symbols = new TreeSet<>();
    for (Step step : steps) {
      if (step instanceof Step.Joined joined) {
        symbols.add(joined.symbol());
      }
    }
    return symbols;
  }

  /// True when what one symbol does depends on which other symbols the portfolio has.
  public boolean comparesSymbols() {
    return rank != null || !local.isEmpty();
  }

  /// True when an own high or low takes part in any result.
  public boolean readsOwnRange() {
    return steps.stream()
        .anyMatch(step -> step instanceof Step.Own own && own.column().readsRange());
  }

  /// True when a high or low of the joined symbol takes part in any result.
  public boolean readsRangeOf(String symbol) {
    return steps.stream()
        .anyMatch(
            step ->
                step instanceof Step.Joined joined
                    && joined.symbol().equals(symbol)
                    && readsRange(joined));
  }

  private static boolean readsRange(Step.Joined joined) {
    Indicator indicator = joined.indicator();
    return joined.column().readsRange()
        || (indicator != null
            && indicator.reads().size() > 1
            && indicator.reads().stream().anyMatch(column -> column.readsRange()));
  }
}
