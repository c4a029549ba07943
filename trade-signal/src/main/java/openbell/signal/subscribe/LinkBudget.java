package openbell.signal.subscribe;

import java.time.Clock;
import java.time.Duration;
import openbell.model.hash.Sha256;
import openbell.model.portfolio.Owner;
import openbell.runtime.access.RequestBudget;

/// How often one link may be used. Counted per token, genuine or not, so that nobody's links suffer
/// from somebody else's, and a refusal tells nothing.
public final class LinkBudget {
  private static final int DIGITS = 32;

  private final RequestBudget budget;

  /// @param perMinute uses of one link
  public LinkBudget(int perMinute, Clock clock) {
    this.budget = new RequestBudget(perMinute, clock);
  }

  /// Zero when the link may be used now, otherwise how long to wait.
  public Duration take(String token) {
    return budget.take(new Owner(Sha256.hex(token, DIGITS)));
  }
}
