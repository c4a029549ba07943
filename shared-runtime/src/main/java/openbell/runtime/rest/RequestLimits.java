package openbell.runtime.rest;

/// What a request may be at most.
///
/// @param maxBodyBytes a longer body is refused before it is read
public record RequestLimits(int maxBodyBytes) {}
