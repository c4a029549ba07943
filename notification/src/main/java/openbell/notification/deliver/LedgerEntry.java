package openbell.notification.deliver;

import java.time.Instant;
import openbell.model.message.Notification;

/// A row of the send ledger.
///
/// @param reason why it stands where it stands; empty when the state says it all
/// @param fence number of the last attempt that was allowed to send; 0 before the first
/// @param attempts how many requests were issued or were about to be
/// @param parked true when `UNKNOWN` was given up waiting for
public record LedgerEntry(
    String id,
    Notification request,
    String channel,
    String subject,
    LedgerState state,
    String reason,
    long fence,
    int attempts,
    Instant acceptedAt,
    Instant changedAt,
    String providerMessageId,
    boolean parked) {}
