package openbell.model.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Answers the rules of a printed tree again, from nothing but what is printed.
///
/// Numbers (prices, indicators, calculations) are the ground it stands on. Every rule above them is
/// judged anew, today and, where the numbers of the bar before are printed, on the bar before.
public final class Reevaluation {
  /// Distances are printed with all their digits; this much is rounding.
  private static final double SAME_DISTANCE = 1e-9;

  private final List<String> given = new ArrayList<>();
  private final List<String> contradictions = new ArrayList<>();
  private int rules;

  private Reevaluation() {}

  /// What came of it.
  ///
  /// @param rules how many were answered again
  /// @param given rules that had to be believed, each with the reason
  /// @param contradictions rules that say something else than their numbers, in words
  public record Result(int rules, List<String> given, List<String> contradictions) {
    public Result {
      given = List.copyOf(given);
      contradictions = List.copyOf(contradictions);
    }
  }

  /// Judges every rule of the trees.
  public static Result of(List<RuleTrace> trees) {
    Reevaluation all = new Reevaluation();
    for (RuleTrace tree : trees) {
      all.visit(tree, tree.label());
    }
    return new Result(all.rules, all.given, all.contradictions);
  }

  private void visit(RuleTrace node, String path) {
    for (RuleTrace input : node.inputs()) {
      visit(input, path + " > " + input.label());
    }
    boolean rule = Rulebook.knows(node.operator());
    if (!rule && node.truth() == null && node.truthBefore() == null) {
      return;
    }
    String why = whyGiven(node, rule);
    if (why != null) {
      given.add(path + ": " + why);
      return;
    }
    rules++;
    compare(path, "", node.truth(), Rulebook.today(node));
    if (Rulebook.knowsBefore(node)) {
      compare(path, " on the bar before", node.truthBefore(), Rulebook.before(node));
    }
    distance(node, path);
  }

  private static @Nullable String whyGiven(RuleTrace node, boolean rule) {
    RuleTerms terms = node.terms();
    String said = terms == null ? null : terms.given();
    return said != null || rule ? said : "this version does not know " + node.operator();
  }

  private void compare(String path, String when, @Nullable Boolean said, @Nullable Boolean found) {
    if (!Objects.equals(said, found)) {
      contradictions.add(
          "%s says %s%s, its numbers say %s".formatted(path, word(said), when, word(found)));
    }
  }

  private static String word(@Nullable Boolean truth) {
    return truth == null ? "undefined" : truth ? "yes" : "no";
  }

  /// The distance to turning of a rule that compares two numbers is part of the letter as well.
  private void distance(RuleTrace node, String path) {
    Double said = node.gapPercent();
    if (said == null || node.inputs().size() != 2) {
      return;
    }
    Double left = node.inputs().get(0).number();
    Double right = node.inputs().get(1).number();
    if (left == null || right == null || right == 0) {
      return;
    }
    double found = 100 * Math.abs(left - right) / Math.abs(right);
    if (!(Math.abs(said - found) <= SAME_DISTANCE * Math.max(1, found))) {
      contradictions.add(
          "%s says it is %s %% from turning, its numbers say %s".formatted(path, said, found));
    }
  }
}
