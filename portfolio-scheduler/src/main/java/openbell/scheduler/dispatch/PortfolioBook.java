package openbell.scheduler.dispatch;

import java.util.List;
import java.util.Optional;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.Portfolio;
import openbell.model.portfolio.PortfolioId;
import org.jspecify.annotations.Nullable;

/// The portfolios of all owners. Another owner's portfolio does not exist.
public interface PortfolioBook {
  /// Adds a portfolio; with a key, the same key and document again is the first portfolio again.
  Addition add(Portfolio portfolio, @Nullable SubmitKey key);

  /// What became of an earlier addition with this key, if there was one.
  Optional<Addition> earlier(Owner owner, SubmitKey key);

  /// A living portfolio.
  Optional<Portfolio> find(Owner owner, PortfolioId id);

  /// A living portfolio without its document.
  Optional<PortfolioLine> line(Owner owner, PortfolioId id);

  /// The document of a living portfolio as a person reads it.
  Optional<String> document(Owner owner, PortfolioId id);

  /// Living portfolios, newest first, after the one called `after`.
  List<PortfolioLine> list(Owner owner, @Nullable PortfolioId after, int limit);

  /// Ends a portfolio; its runs stay. False when there is none.
  boolean delete(Owner owner, PortfolioId id);

  /// The sender's name for one submission.
  ///
  /// @param bodySha256 of the bytes that were sent with it
  record SubmitKey(String value, String bodySha256) {}

  /// What became of an addition.
  sealed interface Addition {
    /// It is in the book.
    record Added() implements Addition {}

    /// The key was used before with the same body: nothing was added.
    record Repeated(PortfolioId first) implements Addition {}

    /// The key was used before with another body: nothing was added.
    record KeyReused() implements Addition {}
  }
}
