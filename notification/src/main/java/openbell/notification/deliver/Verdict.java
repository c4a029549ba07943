package openbell.notification.deliver;

import java.time.Instant;

/// Where a row goes, and why.
///
/// @param notBefore earliest next attempt, when the state is `PENDING`
public record Verdict(
    LedgerState state, String reason, Instant notBefore, String providerMessageId) {

  /// Longest reason that is kept; the rest is cut.
  public static final int LONGEST_REASON = 500;

  public Verdict {
    if (reason.length() > LONGEST_REASON) {
      reason = reason.substring(0, LONGEST_REASON);
    }
  }

  static Verdict accepted(String providerMessageId) {
    return new Verdict(LedgerState.ACCEPTED, "", Instant.EPOCH, providerMessageId);
  }

  static Verdict rejected(String reason) {
    return new Verdict(LedgerState.REJECTED, reason, Instant.EPOCH, "");
  }

  static Verdict suppressed(String reason) {
    return new Verdict(LedgerState.SUPPRESSED, reason, Instant.EPOCH, "");
  }

  static Verdict unknown(String reason) {
    return new Verdict(LedgerState.UNKNOWN, reason, Instant.EPOCH, "");
  }

  static Verdict later(String reason, Instant notBefore) {
    return new Verdict(LedgerState.PENDING, reason, notBefore, "");
  }
}
