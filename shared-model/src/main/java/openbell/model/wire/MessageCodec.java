package openbell.model.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import openbell.model.message.DigestRequested;
import openbell.model.message.Message;
import openbell.model.message.NoticeRequested;
import openbell.model.message.NotificationRequested;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunFailed;
import openbell.model.message.RunJob;
import openbell.model.message.RunRequested;
import openbell.model.message.SubscriptionChanged;
import openbell.model.message.WorkExpected;
import openbell.model.message.WorkMeasured;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import org.jspecify.annotations.Nullable;

/// Messages to bytes and back: `{"type":…,"version":1,"id":…,"occurredAt":…,"payload":{…}}`.
///
/// Unknown fields are ignored, so that an older reader serves a newer writer. An unknown type or
/// version, or a
/// payload that is not legal, is an {@link FailureReason#UNREADABLE_MESSAGE}.
public final class MessageCodec {
  private static final int VERSION = 1;

  private final JsonMapper json =
      WireJson.messages().rebuild().annotationIntrospector(new RequiredParts(true)).build();

  /// The name a message has on the wire.
  public static String wireName(Message message) {
    return switch (message) {
      case RunRequested _ -> "run-requested";
      case RunJob _ -> "run-job";
      case RunCompleted _ -> "run-completed";
      case RunFailed _ -> "run-failed";
      case NotificationRequested _ -> "notification-requested";
      case NoticeRequested _ -> "notice-requested";
      case DigestRequested _ -> "digest-requested";
      case SubscriptionChanged _ -> "subscription-changed";
      case WorkExpected _ -> "work-expected";
      case WorkMeasured _ -> "work-measured";
    };
  }

  public byte[] encode(Envelope envelope) {
    ObjectNode root = json.createObjectNode();
    root.put("type", wireName(envelope.message()));
    root.put("version", VERSION);
    root.put("id", envelope.id());
    root.put("occurredAt", envelope.occurredAt().toString());
    if (envelope.traceparent() != null) {
      root.put("traceparent", envelope.traceparent());
    }
    root.set("payload", json.valueToTree(envelope.message()));
    try {
      return json.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message must be writable as JSON", e);
    }
  }

  /// @throws FailureException with `UNREADABLE_MESSAGE` when the bytes are not a legal message
  public Envelope decode(byte[] bytes) {
    try {
      JsonNode root = json.readTree(bytes);
      if (root == null || !root.isObject()) {
        throw unreadable("a message must be a JSON object", null);
      }
      if (root.path("version").asInt() != VERSION) {
        throw unreadable("unknown message version " + root.path("version"), null);
      }
      Class<? extends Message> type = typeOf(root.path("type").asText());
      Message message = json.treeToValue(root.path("payload"), type);
      if (message == null) {
        throw unreadable("a message must have a payload", null);
      }
      return new Envelope(
          root.path("id").asText(message.key()),
          Instant.parse(root.path("occurredAt").asText()),
          root.path("traceparent").asText(null),
          message);
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw unreadable("a message cannot be read: " + e.getMessage(), e);
    }
  }

  private static Class<? extends Message> typeOf(String wireName) {
    return switch (wireName) {
      case "run-requested" -> RunRequested.class;
      case "run-job" -> RunJob.class;
      case "run-completed" -> RunCompleted.class;
      case "run-failed" -> RunFailed.class;
      case "notification-requested" -> NotificationRequested.class;
      case "notice-requested" -> NoticeRequested.class;
      case "digest-requested" -> DigestRequested.class;
      case "subscription-changed" -> SubscriptionChanged.class;
      case "work-expected" -> WorkExpected.class;
      case "work-measured" -> WorkMeasured.class;
      default -> throw unreadable("unknown message type " + wireName, null);
    };
  }

  private static FailureException unreadable(String detail, @Nullable Exception cause) {
    Failure failure = new Failure(FailureReason.UNREADABLE_MESSAGE, detail);
    return cause == null ? new FailureException(failure) : new FailureException(failure, cause);
  }
}
