package openbell.model.portfolio;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import openbell.model.market.Instrument;
import openbell.model.strategy.StrategyDefinition;
import org.jspecify.annotations.Nullable;

/// The portfolio document as a value: aliases resolved, defaults filled in.
///
/// @param code short name of `a-z 0-9 _ -`, by default made from `name`
/// @param universe the instruments the strategy may hold, in declared order; never empty
/// @param endDate last session to use, or null for "as far as the bars go"
/// @param market market group of the instruments, e.g. `US`
/// @param benchmark symbol to compare with, or null for none
public record PortfolioDefinition(
    String name,
    String code,
    String description,
    List<Instrument> universe,
    LocalDate startDate,
    @Nullable LocalDate endDate,
    String currency,
    String market,
    @Nullable String benchmark,
    Costs costs,
    Execution execution,
    Schedule schedule,
    List<Recipient> recipients,
    StrategyDefinition strategy) {

  public PortfolioDefinition {
    universe = List.copyOf(universe);
    recipients = List.copyOf(recipients);
    if (universe.isEmpty()) {
      throw new IllegalArgumentException("a portfolio needs at least one symbol");
    }
  }

  /// The same portfolio as if it had never named these symbols, neither to hold nor to compare
  /// with.
  /// At least one symbol must be left.
  public PortfolioDefinition without(Set<String> symbols) {
    if (symbols.isEmpty()) {
      return this;
    }
    return new PortfolioDefinition(
        name,
        code,
        description,
        universe.stream().filter(one -> !symbols.contains(one.symbol())).toList(),
        startDate,
        endDate,
        currency,
        market,
        benchmark == null || symbols.contains(benchmark) ? null : benchmark,
        costs,
        execution,
        schedule,
        recipients,
        strategy);
  }

  /// The same portfolio for those who must not know the readers' addresses.
  public PortfolioDefinition withoutRecipients() {
    return withRecipients(List.of());
  }

  /// The same portfolio with other readers.
  public PortfolioDefinition withRecipients(List<Recipient> others) {
    return new PortfolioDefinition(
        name,
        code,
        description,
        universe,
        startDate,
        endDate,
        currency,
        market,
        benchmark,
        costs,
        execution,
        schedule,
        others,
        strategy);
  }
}
