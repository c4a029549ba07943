package openbell.scheduler.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.PortfolioId;

/// What became of portfolios since they were submitted. Every edit is a version, counted from 1;
/// another owner's portfolio does not exist.
public interface VersionBook {
  /// Puts a document in the place of the current one. The same document again makes no version.
  ///
  /// @param expected versions that may be replaced
  Edit edit(Owner owner, PortfolioId id, IntPredicate expected, Draft draft, Instant at);

  /// Ends a portfolio; its versions and runs stay.
  Edit end(Owner owner, PortfolioId id, IntPredicate expected, Instant at);

  /// Pauses or resumes. False when there is no such living portfolio; done already is done.
  boolean pause(Owner owner, PortfolioId id, boolean paused, Instant at);

  /// Versions of a living portfolio, newest first.
  ///
  /// @param before number of the last one of the page before; 0 for the first page
  List<VersionLine> versions(Owner owner, PortfolioId id, int before, int limit);

  /// One version of a living portfolio.
  Optional<Version> version(Owner owner, PortfolioId id, int number);

  /// The newest version of a living portfolio that has this strategy, with the readers that the
  /// portfolio names now: whoever was taken out is not written to any more.
  ///
  /// @throws openbell.model.run.FailureException when it is not legal any more
  Optional<PortfolioDefinition> definition(Owner owner, PortfolioId id, String configHash);

  /// What an edit brings.
  record Draft(PortfolioDefinition definition, String configHash) {}

  /// One version.
  ///
  /// @param current the portfolio runs with it
  record VersionLine(int number, String configHash, Instant createdAt, boolean current) {}

  /// One version and what it says.
  ///
  /// @param document as a person reads it
  record Version(VersionLine line, String document) {}

  /// What became of an edit.
  sealed interface Edit {
    /// It is done.
    ///
    /// @param version that is current now, or was the last one
    record Done(int version) implements Edit {}

    /// The document was the current one.
    record Same(int version) implements Edit {}

    /// Somebody was faster: nothing was changed.
    record Stale(int version) implements Edit {}

    /// There is no such living portfolio.
    record Unknown() implements Edit {}
  }
}
