package openbell.runtime.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A job as an operator sees it.
///
/// @param worker who holds it; empty unless it is active
/// @param claimed when its worker got it; null unless it is active
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
    @Nullable Instant claimed,
    Instant enqueued,
    Instant at,
    String error,
    byte[] payload) {}
