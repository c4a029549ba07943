package openbell.model.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import openbell.model.artifact.RunArtifact.Position;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.model.signal.RuleTerms;
import openbell.model.signal.RuleTerms.Deciding;
import openbell.model.signal.RuleTrace;
import org.jspecify.annotations.Nullable;

/// Judges whether what a symbol's last bar decided agrees with itself: the action with the position
/// and the order, and the action with the answers at the top of the printed rules.
public final class StandingCheck {
  private static final double ROUNDING = 1e-9;

  private final RunArtifact result;
  private final Standing now;
  private final List<String> faults = new ArrayList<>();

  private StandingCheck(RunArtifact result, Standing now) {
    this.result = result;
    this.now = now;
  }

  /// What is wrong with the symbol's standing, in words; empty when nothing is.
  public static List<String> faults(RunArtifact result, Standing now) {
    StandingCheck check = new StandingCheck(result, now);
    check.position();
    check.order();
    check.decision();
    return List.copyOf(check.faults);
  }

  /// True when the trees say what they decide. Those of an older engine do not.
  public static boolean saysWhatDecides(Standing now) {
    return !now.traces().isEmpty() && now.traces().stream().allMatch(tree -> output(tree) != null);
  }

  private static @Nullable Deciding output(RuleTrace tree) {
    RuleTerms terms = tree.terms();
    return terms == null ? null : terms.output();
  }

  /// An order that is filled at the close on a day without a bar of its own changes the position
  /// after the decision.
  private boolean mayHaveBeenFilled() {
    return now.date().isBefore(result.asOf());
  }

  private void position() {
    boolean held = now.position() != null;
    boolean needs =
        switch (now.action()) {
          case HOLD, EXIT, INCREASE, REDUCE -> true;
          case FLAT, ENTER -> false;
        };
    if (held != needs && !(now.action().isTrade() && mayHaveBeenFilled())) {
      fault(held ? "although it is held" : "although it is not held");
    }
  }

  private void order() {
    double quantity = now.quantity();
    double wanted = now.targetWeight() - now.weight();
    boolean fits =
        switch (now.action()) {
          case HOLD, FLAT -> quantity == 0 && Math.abs(wanted) <= ROUNDING;
          case ENTER, INCREASE -> buys(quantity, wanted) && wanted >= -ROUNDING;
          case REDUCE -> sells(quantity) && keepsSome() && wanted <= ROUNDING;
          case EXIT -> sells(quantity) && sellsAll() && wanted <= ROUNDING;
        };
    if (!fits) {
      fault(
          "with an order of %s and a weight from %s to %s"
              .formatted(quantity, now.weight(), now.targetWeight()));
    }
  }

  /// A purchase of nothing is one that is wanted, and too small for a lot at the price it would be
  /// filled at.
  private boolean buys(double quantity, double wanted) {
    return quantity > 0 || (quantity == 0 && (wanted > ROUNDING || mayHaveBeenFilled()));
  }

  private boolean sells(double quantity) {
    return quantity < 0 || (quantity == 0 && mayHaveBeenFilled());
  }

  private boolean keepsSome() {
    Position position = now.position();
    return position == null || mayHaveBeenFilled() || now.quantity() > -position.quantity();
  }

  private boolean sellsAll() {
    Position position = now.position();
    return position == null
        || mayHaveBeenFilled()
        || Math.abs(position.quantity() + now.quantity()) <= ROUNDING * position.quantity();
  }

  private void decision() {
    boolean notTraded = now.date().isBefore(result.startDate());
    // An order that waits for its fill repeats what the bar before decided.
    boolean waiting = now.action().isTrade() && now.action() == now.previous();
    if (!saysWhatDecides(now) || notTraded || waiting) {
      return;
    }
    RuleTrace allow = tree(Deciding.ALLOW);
    RuleTrace buy = tree(Deciding.BUY);
    RuleTrace invest = tree(Deciding.BUY_WITH_NEW_MONEY);
    boolean sells = holds(tree(Deciding.SELL));
    if (buy != null) {
      bySignals(holds(buy) && !sells, sells, buy);
    } else if (invest != null) {
      withNewMoney(holds(invest) && !sells, sells);
    } else {
      byWeights(allow == null || holds(allow), sells);
    }
  }

  private void bySignals(boolean buys, boolean sells, RuleTrace buy) {
    boolean legal =
        switch (now.action()) {
          case ENTER -> buys;
          case FLAT -> !buys || waits(buy) || wasSkipped();
          case EXIT -> sells;
          case HOLD -> !sells || waits(tree(Deciding.SELL));
          case INCREASE, REDUCE -> false;
        };
    unless(legal, buys, sells);
  }

  private void withNewMoney(boolean buys, boolean sells) {
    boolean legal =
        switch (now.action()) {
          case ENTER, INCREASE -> buys;
          // Whether there was new money is not printed.
          case FLAT -> true;
          case EXIT -> sells;
          case HOLD -> !sells || waits(tree(Deciding.SELL));
          case REDUCE -> false;
        };
    unless(legal, buys, sells);
  }

  /// Without a rule of its own the day of the week or a drift decides, which is not printed.
  private void byWeights(boolean allowed, boolean sells) {
    boolean legal =
        switch (now.action()) {
          case ENTER, INCREASE, REDUCE -> allowed && !sells;
          case FLAT, EXIT -> true;
          case HOLD -> !sells || waits(tree(Deciding.SELL));
        };
    unless(legal, allowed, sells);
  }

  private void unless(boolean legal, boolean buys, boolean sells) {
    if (!legal) {
      fault(
          "although its rules %s buy and %s sell"
              .formatted(buys ? "do" : "do not", sells ? "do" : "do not"));
    }
  }

  private void fault(String how) {
    faults.add("%s is said to be %s %s".formatted(now.symbol(), now.action(), how));
  }

  private @Nullable RuleTrace tree(Deciding wanted) {
    for (RuleTrace tree : now.traces()) {
      if (output(tree) == wanted) {
        return tree;
      }
    }
    return null;
  }

  private static boolean holds(@Nullable RuleTrace tree) {
    return tree != null && Boolean.TRUE.equals(tree.truth());
  }

  private static boolean waits(@Nullable RuleTrace tree) {
    RuleTerms terms = tree == null ? null : tree.terms();
    return terms != null && Objects.equals(terms.waits(), true);
  }

  /// The engine notes which buys found no cash or no place; beyond a limit it only counts them.
  private boolean wasSkipped() {
    String today = now.date() + ": buy of " + now.symbol() + " skipped";
    return result.notes().stream()
        .anyMatch(note -> note.startsWith(today) || note.endsWith(" more of this kind"));
  }
}
