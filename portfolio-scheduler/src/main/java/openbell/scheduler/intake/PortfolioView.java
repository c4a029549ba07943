package openbell.scheduler.intake;

import java.time.Instant;
import java.util.List;
import openbell.model.calendar.Upcoming;
import openbell.model.market.Instrument;
import openbell.model.portfolio.Portfolio;
import openbell.model.strategy.Finding;
import openbell.scheduler.dispatch.PortfolioLine;
import org.jspecify.annotations.Nullable;

/// A portfolio as the public face shows it; the document itself stands behind `document`.
///
/// @param nextRuns when it runs next, on the clock of its exchange; absent in lists
public record PortfolioView(
    String id,
    String name,
    String code,
    List<String> symbols,
    String calendar,
    String configHash,
    Instant createdAt,
    String document,
    String runs,
    List<Finding> warnings,
    @Nullable List<Upcoming> nextRuns) {
  static PortfolioView of(Portfolio portfolio, List<Finding> warnings, List<Upcoming> nextRuns) {
    var definition = portfolio.definition();
    return new PortfolioView(
        portfolio.id().value(),
        definition.name(),
        definition.code(),
        definition.universe().stream().map(Instrument::symbol).toList(),
        definition.schedule().calendar(),
        portfolio.configHash(),
        portfolio.createdAt(),
        path(portfolio.id().value()) + "/document",
        path(portfolio.id().value()) + "/runs",
        warnings,
        nextRuns);
  }

  static PortfolioView of(PortfolioLine line) {
    return new PortfolioView(
        line.id().value(),
        line.name(),
        line.code(),
        List.of(line.symbols().split(", ")),
        line.calendar(),
        line.configHash(),
        line.createdAt(),
        path(line.id().value()) + "/document",
        path(line.id().value()) + "/runs",
        List.of(),
        null);
  }

  static String path(String id) {
    return "/api/v1/portfolios/" + id;
  }
}
