package openbell.worker.engine.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import openbell.model.strategy.Params;
import openbell.worker.engine.indicator.Indicator;
import openbell.worker.engine.series.Column;

/// The steps of a plan while it is made: an equal step is only added once.
final class Steps {
  private final List<Step> steps = new ArrayList<>();
  private final List<NodeKey> keys = new ArrayList<>();
  private final List<Integer> depths = new ArrayList<>();
  private final List<SortedSet<String>> joined = new ArrayList<>();
  private final BitSet local = new BitSet();
  private final Map<NodeKey, Integer> known = new HashMap<>();
  private int longestPeriod;

  /// The index of an equal step, or of this one.
  int add(Step step) {
    NodeKey key = keyOf(step);
    Integer at = known.get(key);
    if (at != null) {
      return at;
    }
    List<Integer> inputs = inputs(step);
    local.set(steps.size(), isLocal(step) || inputs.stream().anyMatch(local::get));
    joined.add(joinedBy(step, inputs));
    depths.add(depthOf(step, inputs));
    keys.add(key);
    known.put(key, steps.size());
    steps.add(step);
    return steps.size() - 1;
  }

  Step get(int index) {
    return steps.get(index);
  }

  boolean isSignal(int index) {
    return steps.get(index).isSignal();
  }

  int depth(int index) {
    return index < 0 ? 0 : depths.get(index);
  }

  int longestPeriod() {
    return longestPeriod;
  }

  List<Step> all() {
    return List.copyOf(steps);
  }

  List<NodeKey> keys() {
    return List.copyOf(keys);
  }

  List<SortedSet<String>> joined() {
    return List.copyOf(joined);
  }

  BitSet local() {
    return (BitSet) local.clone();
  }

  /// The key of a column of any symbol's own bars.
  static NodeKey ofColumn(Column column) {
    return NodeKey.of("own " + column.title(), Params.NONE, List.of());
  }

  /// The key of an indicator of one column of any symbol's own bars.
  static NodeKey onColumn(Step.Computed computed, Column column) {
    return NodeKey.of(computed.indicator().type(), computed.params(), List.of(ofColumn(column)), 0);
  }

  private static List<Integer> inputs(Step step) {
    return switch (step) {
      case Step.Own _, Step.Joined _ -> List.of();
      case Step.Computed computed -> computed.inputs().stream().map(Source::step).toList();
      case Step.Judged judged -> judged.inputs().stream().map(Source::step).toList();
      case Step.Lagged lagged -> List.of(lagged.of());
      case Step.AsNumber number -> List.of(number.signal());
      case Step.Ranked ranked -> List.of(ranked.input().step());
      case Step.Switched switched -> List.of(switched.signal());
    };
  }

  private static boolean isLocal(Step step) {
    return step instanceof Step.Ranked || step instanceof Step.Switched;
  }

  private SortedSet<String> joinedBy(Step step, List<Integer> inputs) {
    boolean joins = step instanceof Step.Joined;
    if (!joins && inputs.stream().allMatch(input -> joined.get(input).isEmpty())) {
      return Collections.emptySortedSet();
    }
    SortedSet<String> symbols = new TreeSet<>();
    if (step instanceof Step.Joined own) {
      symbols.add(own.symbol());
    }
    inputs.forEach(input -> symbols.addAll(joined.get(input)));
    return Collections.unmodifiableSortedSet(symbols);
  }

  private NodeKey keyOf(Step step) {
    return switch (step) {
      case Step.Own own -> ofColumn(own.column());
      case Step.Joined other -> {
        Indicator indicator = other.indicator();
        String type = indicator == null ? "" : indicator.type();
        yield NodeKey.of(
            "joined " + other.symbol() + " " + other.column().title() + " " + type,
            other.params(),
            List.of());
      }
      case Step.Computed computed ->
          keyOf(computed.indicator().type(), computed.params(), computed.inputs());
      case Step.Judged judged -> keyOf(judged.rule().type(), judged.params(), judged.inputs());
      case Step.Lagged lagged -> keyOf("lagged " + lagged.bars(), all(lagged.of()));
      case Step.AsNumber number -> keyOf("as number", all(number.signal()));
      case Step.Ranked ranked -> keyOf("ranked " + ranked.descending(), List.of(ranked.input()));
      case Step.Switched switched ->
          keyOf("switched " + switched.fallback(), all(switched.signal()));
    };
  }

  private static List<Source> all(int step) {
    return List.of(new Source(step, 0));
  }

  private NodeKey keyOf(String operation, List<Source> inputs) {
    return keyOf(operation, Params.NONE, inputs);
  }

  private NodeKey keyOf(String operation, Params params, List<Source> inputs) {
    int[] outputs = inputs.stream().mapToInt(Source::output).toArray();
    List<NodeKey> children = inputs.stream().map(input -> keys.get(input.step())).toList();
    return NodeKey.of(operation, params, children, outputs);
  }

  private int depthOf(Step step, List<Integer> inputs) {
    int deepest = inputs.stream().mapToInt(depths::get).max().orElse(0);
    return deepest
        + switch (step) {
          case Step.Computed computed -> {
            Params params = computed.params();
            longestPeriod = Math.max(longestPeriod, computed.indicator().longestPeriod(params));
            yield computed.indicator().first().applyAsInt(params);
          }
          case Step.Lagged lagged -> lagged.bars();
          case Step.Judged judged -> judged.rule().reach().bars(judged.params());
          case Step.Own _, Step.Joined _, Step.AsNumber _, Step.Ranked _, Step.Switched _ -> 0;
        };
  }
}
