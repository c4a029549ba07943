package openbell.signal.adapter;

import java.util.Objects;
import java.util.Optional;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.FailureException;
import openbell.signal.result.RunReader;
import openbell.signal.result.SignalEntry;
import openbell.signal.result.SignalHistory;
import openbell.signal.subscribe.PortfolioNames;

/// Names as the newest results have them.
public final class RecordedNames implements PortfolioNames {

  /// Rows that are looked at: the newest may be failures.
  private static final int FEW = 5;

  private final SignalHistory history;
  private final RunReader reader;

  public RecordedNames(SignalHistory history, RunReader reader) {
    this.history = history;
    this.reader = reader;
  }

  @Override
  public Optional<String> of(Owner owner, PortfolioId portfolio) {
    try {
      return history.ofPortfolio(owner, portfolio, FEW).stream()
          .map(SignalEntry::artifact)
          .filter(Objects::nonNull)
          .findFirst()
          .map(artifact -> reader.read(artifact).result().name());
    } catch (FailureException _) {
      // A name is a courtesy: without one the id is shown.
      return Optional.empty();
    }
  }
}
