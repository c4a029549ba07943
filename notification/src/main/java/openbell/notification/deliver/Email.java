package openbell.notification.deliver;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One mail to one address, ready for any channel.
///
/// @param ledgerId names it at the provider; `0-9 A-Z a-z - _` only
/// @param html empty when only text is wanted
/// @param chart PNG that the HTML refers to by `chartId`, empty when it refers to none
/// @param headers besides the usual ones, e.g. `List-Id`
/// @param date when the notification was accepted, so that a repeat is the same mail
public record Email(
    String ledgerId,
    String from,
    String to,
    String subject,
    String html,
    String text,
    Optional<byte[]> chart,
    String chartId,
    Map<String, String> headers,
    Instant date) {

  public Email {
    headers = new LinkedHashMap<>(headers);
    require("subject", HeaderText.flaw(subject));
    require("from", HeaderText.flaw(from));
    require("to", HeaderText.addressFlaw(to));
    headers.forEach((name, value) -> require(name, HeaderText.flaw(name + value)));
  }

  // The last line of defence: whoever makes a mail has judged these texts before.
  private static void require(String what, Optional<String> flaw) {
    if (flaw.isPresent()) {
      throw new IllegalArgumentException(what + " may not stand in a mail: " + flaw.get());
    }
  }

  /// Never the address nor the content: a mail may end up in a log line.
  @Override
  public String toString() {
    return "Email[" + ledgerId + "]";
  }
}
