package openbell.signal.subscribe;

import openbell.model.strategy.EngineLimits;

/// How many mails that nobody subscribed to yet may be asked for in 24 hours: whoever reads an
/// address must not be flooded by somebody who only types it.
///
/// @param confirmationsPerAddress to one address, over all portfolios and owners
/// @param confirmationsPerOwner by one owner, over all addresses
/// @param testsPerAddress test mails to one address
/// @param recipients subscriptions of one portfolio that have not ended
public record MailLimits(
    int confirmationsPerAddress, int confirmationsPerOwner, int testsPerAddress, int recipients) {

  /// What holds when nothing else is configured.
  public static final MailLimits USUAL = new MailLimits(3, 50, 5, EngineLimits.RECIPIENTS);

  public MailLimits {
    if (confirmationsPerAddress < 0 || confirmationsPerOwner < 0 || testsPerAddress < 0) {
      throw new IllegalArgumentException("a limit on mails is 0 or more");
    }
  }
}
