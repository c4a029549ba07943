package openbell.notification.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import openbell.model.hash.Sha256;
import openbell.notification.event.ProviderEvent;
import openbell.notification.event.ProviderEvent.Kind;
import org.jspecify.annotations.Nullable;

/// Reads events as Amazon SES publishes them for a configuration set.
final class SesEventJson {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final int ID_DIGITS = 32;
  private static final int LONGEST_DETAIL = 300;

  private SesEventJson() {}

  /// Empty for an event of a kind that we have no use for, e.g. a click.
  ///
  /// @throws IllegalArgumentException when it is not an event at all
  static Optional<ProviderEvent> read(String text) {
    JsonNode event = tree(text);
    String type = event.path("eventType").asText();
    JsonNode mail = event.path("mail");
    if (type.isEmpty() || !mail.isObject()) {
      throw new IllegalArgumentException("not an event of SES");
    }
    JsonNode bounce = event.path("bounce");
    Kind kind = kind(type, bounce.path("bounceType").asText());
    if (kind == null) {
      return Optional.empty();
    }
    JsonNode part = event.path(section(kind));
    String message = mail.path("messageId").asText();
    String ledgerId = mail.path("tags").path("lid").path(0).asText();
    Instant at = at(part.path("timestamp").asText(mail.path("timestamp").asText()));
    // The provider gives an event no number of its own that is always there.
    String id =
        Sha256.hex(
            String.join(
                "\n", message, type, ledgerId, at.toString(), part.path("feedbackId").asText()),
            ID_DIGITS);
    return Optional.of(new ProviderEvent(id, kind, ledgerId, message, detail(part), at));
  }

  static JsonNode tree(String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      if (tree.isObject()) {
        return tree;
      }
    } catch (JsonProcessingException _) {
      // Said below; the text may be anybody's.
    }
    throw new IllegalArgumentException("not a JSON object");
  }

  private static @Nullable Kind kind(String type, String bounce) {
    return switch (type) {
      case "Send" -> Kind.SEND;
      case "Delivery" -> Kind.DELIVERY;
      case "DeliveryDelay" -> Kind.DELIVERY_DELAY;
      case "Bounce" -> bounce.equals("Permanent") ? Kind.BOUNCE : Kind.SOFT_BOUNCE;
      case "Complaint" -> Kind.COMPLAINT;
      case "Reject" -> Kind.REJECT;
      default -> null;
    };
  }

  private static String section(Kind kind) {
    return switch (kind) {
      case SEND -> "send";
      case DELIVERY -> "delivery";
      case DELIVERY_DELAY -> "deliveryDelay";
      case BOUNCE, SOFT_BOUNCE -> "bounce";
      case COMPLAINT -> "complaint";
      case REJECT -> "reject";
    };
  }

  private static String detail(JsonNode part) {
    StringBuilder words = new StringBuilder();
    for (String name :
        new String[] {
          "bounceType", "bounceSubType", "complaintFeedbackType", "reason", "delayType"
        }) {
      String word = part.path(name).asText("");
      if (!word.isEmpty()) {
        words.append(words.isEmpty() ? "" : " ").append(word.replaceAll("\\p{C}", "?"));
      }
    }
    return words.length() > LONGEST_DETAIL ? words.substring(0, LONGEST_DETAIL) : words.toString();
  }

  private static Instant at(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("an event has a time", e);
    }
  }
}
