package openbell.worker.engine.portfolio;

import java.util.List;
import java.util.function.IntFunction;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.worker.engine.plan.Evaluation;
import openbell.worker.engine.plan.Source;
import org.jspecify.annotations.Nullable;

/// What the simulator works on.
///
/// @param symbols one evaluation per symbol of the universe, in declared order
/// @param buy step of the buy signal, -1 for never
/// @param sell step of the sell signal, -1 for never
/// @param rank numbers by symbol that order the buys; empty arrays for the declared order
/// @param targetWeight numbers that are the wanted weights, or null where the capital plan gives
/// them
public record Holdings(
    PortfolioDefinition definition,
    CapitalPlan capital,
    Calendar calendar,
    List<Evaluation> symbols,
    int buy,
    int sell,
    IntFunction<double[]> rank,
    @Nullable Source targetWeight) {}
