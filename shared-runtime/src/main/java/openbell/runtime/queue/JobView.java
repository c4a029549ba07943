package openbell.runtime.queue;

import java.time.Instant;

/// A job as an operator sees it.
///
/// @param worker who holds it; empty unless it is active
/// @param enqueued when it was accepted
/// @param at ready since; delayed until; leased until; done or dead since
/// @param error why it failed last; empty when it never did
public record JobView(
    String id,
    String owner,
    JobState state,
    int priority,
    int attempts,
    int failures,
    int crashes,
    String worker,
    Instant enqueued,
    Instant at,
    String error,
    byte[] payload) {}
