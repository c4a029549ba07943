package openbell.worker.engine;

import java.util.Set;
import openbell.model.portfolio.Execution;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.worker.engine.plan.Plan;
import openbell.worker.engine.plan.Planner;
import openbell.worker.engine.portfolio.CapitalPlan;

/// What a portfolio's symbols have to do with each other: whether one of them can be silent, or be
/// left out, without changing what is said about the others. In doubt it cannot.
///
/// @param joined symbols that the rules read for all others
/// @param compared true when symbols are ranked, weighted or switched against each other, or trade
/// on their common days only
/// @param contested true when there is not room for all symbols at once, so that one that was never
/// there would have left money or a place to another
public record Needs(Set<String> joined, boolean compared, boolean contested) {

  /// @throws openbell.model.run.FailureException `INVALID_STRATEGY`
  public static Needs of(PortfolioDefinition definition) {
    CapitalPlan capital = CapitalPlan.of(definition.strategy().capital());
    Plan plan = Planner.plan(definition.strategy(), capital.rankBy());
    boolean compared =
        plan.comparesSymbols()
            || plan.targetWeight() != null
            || capital.sizing() instanceof CapitalPlan.Weights
            || definition.execution().calendar() == Execution.Alignment.INTERSECTION;
    return new Needs(plan.joinedSymbols(), compared, isContested(definition, capital));
  }

  private static boolean isContested(PortfolioDefinition definition, CapitalPlan capital) {
    int symbols = definition.universe().size();
    double fraction =
        switch (capital.sizing()) {
          case CapitalPlan.OfEquity equity -> equity.fraction();
          case CapitalPlan.OfCash cash -> cash.fraction();
          // Fixed amounts run out when money was lost.
          case CapitalPlan.OfMoney _, CapitalPlan.Contributions _, CapitalPlan.Weights _ -> 1;
        };
    return capital.maxPositions() < symbols
        || definition.execution().onCashShortage() != Execution.OnCashShortage.RESIZE
        || fraction * symbols > 1 - capital.cashBuffer() + 1e-9;
  }
}
