package openbell.worker.engine.proof;

import java.util.ArrayList;
import java.util.List;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.model.signal.RuleTrace;
import openbell.model.signal.SignalAction;
import org.jspecify.annotations.Nullable;

/// Small lies about what an engine printed.
final class Mutation {
  private Mutation() {}

  /// Every rule of the trees.
  static List<RuleTrace> rules(List<RuleTrace> trees) {
    List<RuleTrace> rules = new ArrayList<>();
    for (RuleTrace tree : trees) {
      if (tree.truth() != null) {
        rules.add(tree);
      }
      rules.addAll(rules(tree.inputs()));
    }
    return rules;
  }

  /// The trees with another node in place of this very one.
  static List<RuleTrace> replaced(List<RuleTrace> trees, RuleTrace victim, RuleTrace lie) {
    return trees.stream()
        .map(
            tree ->
                tree == victim
                    ? lie
                    : with(tree, tree.truth(), tree.number(), replaced(tree.inputs(), victim, lie)))
        .toList();
  }

  static RuleTrace withOtherTruth(RuleTrace rule) {
    Boolean truth = rule.truth();
    return with(rule, truth == null || !truth, rule.number(), rule.inputs());
  }

  /// A comparison whose first number is moved beyond the second, so far that it must turn; null
  /// where that cannot be said.
  static @Nullable RuleTrace withNumberAcross(RuleTrace rule) {
    if (rule.truth() == null || rule.inputs().size() != 2) {
      return null;
    }
    Double left = rule.inputs().get(0).number();
    Double right = rule.inputs().get(1).number();
    if (left == null || right == null) {
      return null;
    }
    double up = right + Math.abs(right) + 100;
    double down = right - Math.abs(right) - 100;
    double moved =
        switch (rule.operator()) {
          case "GreaterThan", "GreaterOrEqual" -> rule.truth() ? down : up;
          case "LessThan", "LessOrEqual" -> rule.truth() ? up : down;
          case "Crossover" -> rule.truth() ? down : Double.NaN;
          case "Crossunder" -> rule.truth() ? up : Double.NaN;
          default -> Double.NaN;
        };
    if (Double.isNaN(moved)) {
      return null;
    }
    RuleTrace first = rule.inputs().getFirst();
    return with(
        rule,
        rule.truth(),
        rule.number(),
        List.of(with(first, first.truth(), moved, first.inputs()), rule.inputs().get(1)));
  }

  static Standing acting(Standing now, SignalAction other) {
    return new Standing(
        now.symbol(),
        now.name(),
        other,
        now.previous(),
        now.date(),
        now.close(),
        now.weight(),
        now.targetWeight(),
        now.quantity(),
        now.position(),
        now.traces());
  }

  private static RuleTrace with(
      RuleTrace node, @Nullable Boolean truth, @Nullable Double number, List<RuleTrace> inputs) {
    return new RuleTrace(
        node.label(),
        node.operator(),
        truth,
        node.truthBefore(),
        number,
        node.before(),
        node.gapPercent(),
        node.since(),
        node.flipClose(),
        inputs,
        node.terms());
  }
}
