package openbell.notification.deliver;

/// Where a notification stands. `ACCEPTED`, `REJECTED` and `SUPPRESSED` are final.
public enum LedgerState {
  /// Accepted by us, not yet tried or to be tried again.
  PENDING,
  /// Committed before the call: from here on the provider may have the mail.
  SENDING,
  /// The provider said yes.
  ACCEPTED,
  /// The provider said no for good, or "not now" too often, or the mail could not be made.
  REJECTED,
  /// Not sent on purpose; the reason says why.
  SUPPRESSED,
  /// The outcome could be a yes. Never sent again by itself.
  UNKNOWN;

  public boolean isFinal() {
    return this == ACCEPTED || this == REJECTED || this == SUPPRESSED;
  }
}
