package openbell.runtime.queue;

/// A job in a worker's hands.
///
/// @param owner whose job it is, as it was enqueued; empty for a raw body
/// @param fence grows with every claim of the queue; proves who holds the job
/// @param attempt number of claims of this job, from 1
/// @param failures how often a handler said no before
/// @param raw a body that a foreign producer pushed: the holder decodes it, enqueues the job it
/// stands for and settles this one as done, or dead when it cannot be decoded
/// @param checkpoint progress the previous attempt left; empty when there is none
public record Leased(
    String id,
    String owner,
    long fence,
    int attempt,
    int failures,
    int maxFailures,
    boolean raw,
    byte[] payload,
    byte[] checkpoint) {}
