package openbell.scheduler.dispatch;

import java.time.Instant;
import java.util.stream.Collectors;
import openbell.model.market.Instrument;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.Portfolio;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Schedule;

/// A portfolio as its columns tell it, without its document.
///
/// @param symbols with a comma and a blank between them
/// @param version counts from 1
/// @param updatedAt when the version was made
public record PortfolioLine(
    PortfolioId id,
    Owner owner,
    String name,
    String code,
    String symbols,
    Schedule schedule,
    String configHash,
    Instant createdAt,
    int version,
    boolean paused,
    Instant updatedAt) {

  /// A portfolio that was just submitted.
  public static PortfolioLine first(Portfolio portfolio) {
    var definition = portfolio.definition();
    return new PortfolioLine(
        portfolio.id(),
        portfolio.owner(),
        definition.name(),
        definition.code(),
        definition.universe().stream().map(Instrument::symbol).collect(Collectors.joining(", ")),
        definition.schedule(),
        portfolio.configHash(),
        portfolio.createdAt(),
        1,
        false,
        portfolio.createdAt());
  }

  public String calendar() {
    return schedule.calendar();
  }
}
