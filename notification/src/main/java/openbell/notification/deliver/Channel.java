package openbell.notification.deliver;

/// By what means mail leaves the house.
public interface Channel {

  /// `file`, `smtp` or `ses`: part of the ledger key.
  String name();

  /// Sends one mail, once: a channel never repeats a request by itself. Never throws for anything
  /// the provider or the network did; that is an outcome.
  SendOutcome send(Email email);

  /// False for a channel that posts to one configured place, whoever the mail is for.
  default boolean toReaders() {
    return true;
  }

  /// True when sending the same mail again leaves one mail, so that a lost answer costs nothing.
  default boolean repeatable() {
    return false;
  }
}
