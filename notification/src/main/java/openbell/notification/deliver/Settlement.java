package openbell.notification.deliver;

/// The end of an attempt, to be written down.
///
/// @param fence of the claim that allowed the attempt
public record Settlement(String id, long fence, Verdict verdict) {}
