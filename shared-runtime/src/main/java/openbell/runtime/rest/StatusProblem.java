package openbell.runtime.rest;

import java.util.Locale;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;

/// Problems that need no more than a status or a failure to be explained.
final class StatusProblem {
  private StatusProblem() {}

  static Problem of(int status) {
    return switch (status) {
      case 400 -> Problem.of(status, "bad-request", "The request cannot be read.");
      case 404 -> Problem.of(status, "not-found", "There is nothing here, or it is not yours.");
      case 405 -> Problem.of(status, "method-not-allowed", "This cannot be done here.");
      case 406 -> Problem.of(status, "not-acceptable", "There is no answer in the form asked for.");
      case 413 -> Problem.of(status, "body-too-large", "The request body is too large.");
      case 415 -> Problem.of(status, "unsupported-media-type", "The body has the wrong type.");
      default -> Problem.of(status, "refused", "The request was refused.");
    };
  }

  static Problem of(Failure failure) {
    String code = failure.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return Problem.of(status(failure.reason()), code, failure.detail());
  }

  private static int status(FailureReason reason) {
    return switch (reason) {
      case UNREADABLE_MESSAGE -> 400;
      case PORTFOLIO_GONE, ARTIFACT_MISSING -> 404;
      case PAYLOAD_TOO_LARGE -> 413;
      case INVALID_STRATEGY, INSUFFICIENT_HISTORY, INVALID_MARKET_DATA, SYMBOL_GONE, RUN_TOO_LONG ->
          422;
      case CANCELLED -> 409;
      case INVALID_RESULT,
          ARTIFACT_CORRUPT,
          CALENDAR_OUTDATED,
          CRASHED,
          EXPIRED,
          STALE_REVIEW,
          DEFECT ->
          500;
      case PROVIDER_REJECTED -> 502;
      case MARKET_DATA_UNAVAILABLE,
          STALE_MARKET_DATA,
          STORE_UNAVAILABLE,
          QUEUE_UNAVAILABLE,
          DATABASE_UNAVAILABLE,
          PROVIDER_BUSY ->
          503;
    };
  }
}
