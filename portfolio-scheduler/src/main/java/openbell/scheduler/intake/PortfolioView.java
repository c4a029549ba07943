package openbell.scheduler.intake;

import java.time.Instant;
import java.util.List;
import openbell.model.calendar.Upcoming;
import openbell.model.strategy.Finding;
import openbell.scheduler.dispatch.PortfolioLine;
import org.jspecify.annotations.Nullable;

/// A portfolio as the public face shows it; the document itself stands behind `document`.
///
/// @param version counts from 1; also the `ETag`
/// @param paused it does not run until it is resumed
/// @param updatedAt when the version was made
/// @param nextRuns when it runs next, on the clock of its exchange; absent in lists, empty while it
/// is paused
public record PortfolioView(
    String id,
    String name,
    String code,
    List<String> symbols,
    String calendar,
    String configHash,
    int version,
    boolean paused,
    Instant createdAt,
    Instant updatedAt,
    String document,
    String runs,
    List<Finding> warnings,
    @Nullable List<Upcoming> nextRuns) {

  /// An entry of a list.
  static PortfolioView of(PortfolioLine line) {
    return view(line, List.of(), null);
  }

  static PortfolioView of(PortfolioLine line, List<Finding> warnings, List<Upcoming> nextRuns) {
    return view(line, warnings, line.paused() ? List.of() : nextRuns);
  }

  private static PortfolioView view(
      PortfolioLine line, List<Finding> warnings, @Nullable List<Upcoming> nextRuns) {
    String path = path(line.id().value());
    return new PortfolioView(
        line.id().value(),
        line.name(),
        line.code(),
        List.of(line.symbols().split(", ")),
        line.calendar(),
        line.configHash(),
        line.version(),
        line.paused(),
        line.createdAt(),
        line.updatedAt(),
        path + "/document",
        path + "/runs",
        warnings,
        nextRuns);
  }

  static String path(String id) {
    return "/api/v1/portfolios/" + id;
  }
}
