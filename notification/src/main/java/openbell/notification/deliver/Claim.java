package openbell.notification.deliver;

/// What a claim made of a row.
///
/// @param state `SENDING` when it is ours to send, `SUPPRESSED` when it must not be
/// @param reason why it is suppressed; empty when it is ours
/// @param fence number of the attempt
public record Claim(String id, LedgerState state, String reason, long fence) {}
