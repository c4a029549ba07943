package openbell.scheduler.preview;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.RunId;
import openbell.scheduler.reconcile.RunRecord;
import org.jspecify.annotations.Nullable;

/// Which two runs show what an edit would change. Forgotten after some days.
public interface ImpactBook {
  /// What is there already stays.
  void keep(Pair pair, Instant at);

  Optional<Pair> find(Owner owner, PortfolioId portfolio, String id);

  /// The newest run of the portfolio with a result: of the newest day first, and of this strategy
  /// where there is a choice.
  ///
  /// @param asOf only runs of this day; null for all
  Optional<RunRecord> done(
      Owner owner, PortfolioId portfolio, String configHash, @Nullable LocalDate asOf);

  /// @param before of the current version
  /// @param after of the candidate; the same run when the strategy is the same
  record Pair(String id, Owner owner, PortfolioId portfolio, RunId before, RunId after) {}
}
