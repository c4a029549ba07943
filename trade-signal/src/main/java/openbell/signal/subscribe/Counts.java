package openbell.signal.subscribe;

/// How much was asked for already. `Today` is the last 24 hours.
///
/// @param asked confirmation mails of this subscription, ever
/// @param askedOfAddressToday confirmation mails to its address, whoever asked
/// @param askedOfOwnerToday confirmation mails its owner asked for
/// @param tested test mails of this subscription, ever
/// @param testedToday test mails to its address, whoever asked
/// @param recipients subscriptions of its portfolio that have not ended, itself left out
public record Counts(
    int asked,
    int askedOfAddressToday,
    int askedOfOwnerToday,
    int tested,
    int testedToday,
    int recipients) {
  static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
}
