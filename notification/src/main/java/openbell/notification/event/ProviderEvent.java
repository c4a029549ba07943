package openbell.notification.event;

import java.time.Instant;

/// Something the provider says about one mail.
///
/// @param id the same when the same event comes again
/// @param ledgerId from our tag; empty when it carries none
/// @param detail a few words, e.g. `Permanent General`
public record ProviderEvent(
    String id, Kind kind, String ledgerId, String providerMessageId, String detail, Instant at) {

  /// What happened to the mail.
  public enum Kind {
    SEND,
    DELIVERY,
    DELIVERY_DELAY,
    /// It came back for good.
    BOUNCE,
    /// It came back, and may arrive another time.
    SOFT_BOUNCE,
    COMPLAINT,
    /// The provider took it and then did not send it.
    REJECT;

    /// Whether nothing more is to be sent to its reader.
    public boolean suppresses() {
      return this == BOUNCE || this == COMPLAINT;
    }
  }
}
