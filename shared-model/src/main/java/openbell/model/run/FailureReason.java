package openbell.model.run;

/// Why something could not be done, and whether asking again can help.
public enum FailureReason {
  /// The portfolio was deleted between the request and its dispatch.
  PORTFOLIO_GONE(Retry.NEVER),
  /// A strategy document is not legal any more, e.g. it uses a primitive this version does not
  /// know.
  INVALID_STRATEGY(Retry.NEVER),
  /// A message cannot be decoded: broken JSON, unknown type or version.
  UNREADABLE_MESSAGE(Retry.NEVER),
  /// A message is larger than the queue takes.
  PAYLOAD_TOO_LARGE(Retry.NEVER),
  /// A symbol has fewer bars than the strategy needs.
  INSUFFICIENT_HISTORY(Retry.NEVER),
  /// Bars exist but cannot be trusted: corrupt file, high below low, prices of zero.
  INVALID_MARKET_DATA(Retry.NEVER),
  /// The bar source does not answer now, or not with what it was asked for.
  MARKET_DATA_UNAVAILABLE(Retry.LATER),
  /// The last bar is older than the session the run may know about.
  STALE_MARKET_DATA(Retry.LATER),
  /// A symbol has had no bars for weeks, or its source does not know it any more: it was renamed or
  /// is not traded any more.
  SYMBOL_GONE(Retry.NEVER),
  /// What is known about an exchange's days ends soon, or a newer file about them cannot be used.
  CALENDAR_OUTDATED(Retry.NEVER),
  /// The run took longer than its limit.
  RUN_TOO_LONG(Retry.NEVER),
  /// A result is empty or breaks its own rules, e.g. weights that add up to more than one.
  INVALID_RESULT(Retry.NEVER),
  /// An artifact's bytes do not match its manifest.
  ARTIFACT_CORRUPT(Retry.NEVER),
  /// An artifact is not there yet.
  ARTIFACT_MISSING(Retry.LATER),
  /// The artifact store does not answer.
  STORE_UNAVAILABLE(Retry.WHEN_BACK),
  /// The queue does not answer, or is full.
  QUEUE_UNAVAILABLE(Retry.WHEN_BACK),
  /// PostgreSQL does not answer.
  DATABASE_UNAVAILABLE(Retry.WHEN_BACK),
  /// The mail provider said "not now".
  PROVIDER_BUSY(Retry.LATER),
  /// The mail provider said no for good.
  PROVIDER_REJECTED(Retry.NEVER),
  /// The worker stopped answering more often than a job may cost.
  CRASHED(Retry.NEVER),
  /// A job was not done before its expiry.
  EXPIRED(Retry.NEVER),
  /// A worker vanished more than a day ago: a person decides whether the job still makes sense.
  STALE_REVIEW(Retry.NEVER),
  /// An operator took the job out of its queue.
  CANCELLED(Retry.NEVER),
  /// The program is wrong. Logged with its stack where it was caught.
  DEFECT(Retry.LATER);

  /// Whether another attempt can succeed without a person.
  public enum Retry {
    NEVER,
    LATER,
    /// A server that everybody stands on is away: it may take as long as it takes, and does not
    /// count against whoever asked.
    WHEN_BACK
  }

  private final Retry retry;

  FailureReason(Retry retry) {
    this.retry = retry;
  }

  public Retry retry() {
    return retry;
  }

  /// Whether asking again can help.
  public boolean mayPass() {
    return retry != Retry.NEVER;
  }
}
