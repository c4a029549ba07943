package openbell.notification.archive;

import java.time.Instant;
import java.util.Optional;

/// A letter as it was handed to a channel.
///
/// @param chart the picture that the HTML refers to, empty when it refers to none
/// @param at when it was handed over; for a copy that waits, when it was made
public record SentCopy(
    String subject, String html, String text, Optional<byte[]> chart, Instant at) {}
