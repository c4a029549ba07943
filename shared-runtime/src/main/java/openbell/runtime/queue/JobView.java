package openbell.runtime.queue;

/// A job as an operator sees it.
///
/// @param error why it failed last; empty when it never did
public record JobView(
    String id,
    String owner,
    JobState state,
    int attempts,
    int failures,
    int crashes,
    String error,
    byte[] payload) {}
