package openbell.notification.digest;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Closes digests when their time has come. Two processes may do so at once.
public final class Digests {

  /// Digests per beat; more are left to the next one.
  static final int MOST = 200;

  private final DigestLedger ledger;
  private final DigestRules rules;
  private final Clock clock;

  public Digests(DigestLedger ledger, DigestRules rules, Clock clock) {
    this.ledger = ledger;
    this.rules = rules;
    this.clock = clock;
  }

  /// Ids of digests to be closed now.
  public List<String> due() {
    return ledger.due(clock.instant(), MOST);
  }

  /// @return empty when somebody else closed it
  public Optional<Closing> close(String id) {
    return ledger.close(id, clock.instant(), rules::close);
  }
}
