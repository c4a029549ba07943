package openbell.scheduler.intake;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.ArtifactRef;
import openbell.model.run.RunId;
import openbell.model.strategy.Finding;
import openbell.runtime.rest.ProblemException;
import openbell.scheduler.limits.Excess;
import openbell.scheduler.reconcile.RunRecord;
import org.jspecify.annotations.Nullable;

/// The refusals of the public face, in one voice.
final class Problems {
  /// Most entries of one page of a list.
  static final int LARGEST_PAGE = 100;

  /// What the codec says about bytes that are not JSON at all.
  private static final String UNREADABLE = "S000";

  private static final String LIMIT = "limit-reached";

  private Problems() {}

  static ProblemException noPortfolio() {
    return new ProblemException(404, "portfolio-not-found", "There is no such portfolio.");
  }

  /// The header says which version; the sentence, because not everybody reads headers.
  static ProblemException stale(int current) {
    return new ProblemException(
        412,
        "version-stale",
        "The portfolio was changed since: it is at version %d. Read it, and edit that."
            .formatted(current));
  }

  /// @throws ProblemException 422, or 429 when the count begins again by itself
  static void within(Optional<Excess> excess) {
    if (excess.isPresent()) {
      Excess over = excess.get();
      Duration until = over.until();
      throw until == null
          ? new ProblemException(422, LIMIT, over.detail())
          : ProblemException.passing(LIMIT, over.detail(), until);
    }
  }

  static ProblemException noRun() {
    return new ProblemException(404, "run-not-found", "There is no such run.");
  }

  /// Only the mistakes: warnings and remarks come with an accepted document.
  static ProblemException document(List<Finding> findings) {
    List<Finding> mistakes = findings.stream().filter(Finding::refuses).toList();
    boolean unreadable = mistakes.stream().anyMatch(f -> f.code().equals(UNREADABLE));
    return unreadable
        ? new ProblemException(400, "malformed", "The body is not a JSON document.", mistakes)
        : new ProblemException(
            422,
            "portfolio-refused",
            "The portfolio document has %d mistake%s."
                .formatted(mistakes.size(), mistakes.size() == 1 ? "" : "s"),
            mistakes);
  }

  static ProblemException invalid(String code, String pointer, String message, String hint) {
    Finding finding = new Finding(code, Finding.Severity.ERROR, pointer, message, hint);
    return new ProblemException(422, "invalid-request", message, List.of(finding));
  }

  static PortfolioId portfolio(String text) {
    try {
      return new PortfolioId(text);
    } catch (IllegalArgumentException e) {
      throw noPortfolio();
    }
  }

  static RunId run(String text) {
    try {
      return new RunId(text);
    } catch (IllegalArgumentException e) {
      throw noRun();
    }
  }

  static LocalDate date(String text, String pointer) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw invalid("S006", pointer, "It must be a date.", "Write it as YYYY-MM-DD.");
    }
  }

  static int limit(@Nullable String text) {
    if (text == null) {
      return 50;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= LARGEST_PAGE) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Answered below, like a number out of range.
    }
    throw new ProblemException(400, "bad-limit", "limit must be 1 to %d.".formatted(LARGEST_PAGE));
  }

  static ProblemException badCursor() {
    return new ProblemException(
        400, "bad-cursor", "after must be the value of next of the page before.");
  }

  /// The manifest of a run that has one.
  static ArtifactRef artifact(RunRecord run) {
    ArtifactRef artifact = run.artifact();
    if (artifact == null) {
      throw new ProblemException(
          404, "no-artifact", "The run has no result: it is " + run.state() + ".");
    }
    return artifact;
  }
}
