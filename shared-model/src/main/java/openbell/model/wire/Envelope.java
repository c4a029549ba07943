package openbell.model.wire;

import java.time.Instant;
import openbell.model.message.Message;
import org.jspecify.annotations.Nullable;

/// A message on its way.
///
/// @param id the message's key
/// @param traceparent W3C trace context of the sender, or null
public record Envelope(
    String id, Instant occurredAt, @Nullable String traceparent, Message message) {}
