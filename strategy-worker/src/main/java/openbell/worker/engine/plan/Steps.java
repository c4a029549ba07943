package openbell.worker.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openbell.model.strategy.Params;
import openbell.worker.engine.indicator.Indicator;

/// The steps of a plan while it is made: an equal step is only added once.
final class Steps {
  private final List<Step> steps = new ArrayList<>();
  private final List<NodeKey> keys = new ArrayList<>();
  private final List<Integer> depths = new ArrayList<>();
  private final Map<NodeKey, Integer> known = new HashMap<>();
  private int longestPeriod;

  /// The index of an equal step, or of this one.
  int add(Step step) {
    NodeKey key = keyOf(step);
    Integer at = known.get(key);
    if (at != null) {
      return at;
    }
    steps.add(step);
    keys.add(key);
    depths.add(depthOf(step));
    known.put(key, steps.size() - 1);
    return steps.size() - 1;
  }

  Step get(int index) {
    return steps.get(index);
  }

  boolean isSignal(int index) {
    return steps.get(index) instanceof Step.Judged;
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

  private NodeKey keyOf(Step step) {
    return switch (step) {
      case Step.Own own -> NodeKey.of("own " + own.column().title(), Params.NONE, List.of());
      case Step.Joined joined -> {
        Indicator indicator = joined.indicator();
        String type = indicator == null ? "" : indicator.type();
        yield NodeKey.of(
            "joined " + joined.symbol() + " " + joined.column().title() + " " + type,
            joined.params(),
            List.of());
      }
      case Step.Computed computed ->
          keyOf(
              computed.indicator().type() + " lag " + computed.lag(),
              computed.params(),
              computed.inputs());
      case Step.Judged judged -> keyOf(judged.rule().type(), judged.params(), judged.inputs());
      case Step.AsNumber number ->
          keyOf("as number", Params.NONE, List.of(new Source(number.signal(), 0)));
    };
  }

  private NodeKey keyOf(String operation, Params params, List<Source> inputs) {
    int[] outputs = inputs.stream().mapToInt(Source::output).toArray();
    List<NodeKey> children = inputs.stream().map(input -> keys.get(input.step())).toList();
    return NodeKey.of(operation, params, children, outputs);
  }

  private int depthOf(Step step) {
    return switch (step) {
      case Step.Own _, Step.Joined _ -> 0;
      case Step.Computed computed -> {
        Params params = computed.params();
        longestPeriod = Math.max(longestPeriod, computed.indicator().longestPeriod(params));
        yield deepest(computed.inputs())
            + computed.indicator().first().applyAsInt(params)
            + computed.lag();
      }
      case Step.Judged judged ->
          deepest(judged.inputs()) + judged.rule().reach().bars(judged.params());
      case Step.AsNumber number -> depths.get(number.signal());
    };
  }

  private int deepest(List<Source> inputs) {
    int deepest = 0;
    for (Source input : inputs) {
      deepest = Math.max(deepest, depths.get(input.step()));
    }
    return deepest;
  }
}
