package openbell.model.signal;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One node of an explanation: what a rule said, and the numbers that made it say so.
///
/// Exactly one of `truth` and `number` is set when the node is defined; neither when it is not
/// defined yet.
///
/// @param label what a person calls the node, e.g. `fast` or `SMA(50)`
/// @param operator type of the primitive, e.g. `Crossover`
/// @param truthBefore what the rule said one bar earlier; a leaf where it differs has flipped
/// @param before the number one bar earlier, where the node is numeric
/// @param gapPercent distance of a comparison to its flip, in percent of its right side
/// @param since first day on which the rule said what it says now; only at the top of a tree
/// @param flipClose the close nearest to the last one at which the rule would say something else on
/// the next bar; only at the top of a tree, and only where one price decides
/// @param terms what the rule goes by besides its inputs, so that {@link Reevaluation} can answer
/// again; null where there is nothing more, and in what was written before it existed
public record RuleTrace(
    String label,
    String operator,
    @Nullable Boolean truth,
    @Nullable Boolean truthBefore,
    @Nullable Double number,
    @Nullable Double before,
    @Nullable Double gapPercent,
    @Nullable LocalDate since,
    @Nullable Double flipClose,
    List<RuleTrace> inputs,
    @Nullable RuleTerms terms) {
  public RuleTrace {
    inputs = List.copyOf(inputs);
  }

  /// A node without terms.
  public RuleTrace(
      String label,
      String operator,
      @Nullable Boolean truth,
      @Nullable Boolean truthBefore,
      @Nullable Double number,
      @Nullable Double before,
      @Nullable Double gapPercent,
      @Nullable LocalDate since,
      @Nullable Double flipClose,
      List<RuleTrace> inputs) {
    this(
        label,
        operator,
        truth,
        truthBefore,
        number,
        before,
        gapPercent,
        since,
        flipClose,
        inputs,
        null);
  }

  public RuleTrace(
      String label,
      String operator,
      @Nullable Boolean truth,
      @Nullable Double number,
      @Nullable Double before,
      @Nullable Double gapPercent,
      List<RuleTrace> inputs) {
    this(label, operator, truth, null, number, before, gapPercent, null, null, inputs);
  }

  /// A rule's answer today and one bar earlier.
  public static RuleTrace judged(
      String label,
      String operator,
      @Nullable Boolean truth,
      @Nullable Boolean truthBefore,
      @Nullable Double gapPercent,
      List<RuleTrace> inputs) {
    return new RuleTrace(
        label, operator, truth, truthBefore, null, null, gapPercent, null, null, inputs);
  }

  /// The same with what is only said at the top of a tree.
  public RuleTrace with(LocalDate sinceDay, @Nullable Double flipAtClose) {
    return new RuleTrace(
        label,
        operator,
        truth,
        truthBefore,
        number,
        before,
        gapPercent,
        sinceDay,
        flipAtClose,
        inputs,
        terms);
  }

  /// The same, going by these terms.
  public RuleTrace by(@Nullable RuleTerms goesBy) {
    return new RuleTrace(
        label,
        operator,
        truth,
        truthBefore,
        number,
        before,
        gapPercent,
        since,
        flipClose,
        inputs,
        goesBy);
  }
}
