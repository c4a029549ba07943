package openbell.scheduler.preview;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.RunId;
import openbell.model.run.RunRef;
import openbell.scheduler.reconcile.RunRecord;

/// Documents that are evaluated and not saved, each with its run. Forgotten after some days.
public interface CandidateBook {
  /// Writes the document, its run and the request for it together. What is there already stays.
  void request(RunRef run, PortfolioDefinition definition, Instant at);

  /// @throws openbell.model.run.FailureException when it is not legal any more
  Optional<PortfolioDefinition> definition(Owner owner, RunId run);

  /// The preview with the highest revision for the same evaluation.
  Optional<RunRecord> newest(Owner owner, PortfolioId portfolio, LocalDate asOf, String configHash);
}
