package openbell.runtime.queue;

/// A job in a worker's hands.
///
/// @param fence grows with every claim of the queue; proves who holds the job
/// @param attempt number of claims of this job, from 1
/// @param failures how often a handler said no before
/// @param checkpoint progress the previous attempt left; empty when there is none
public record Leased(
    String id,
    long fence,
    int attempt,
    int failures,
    int maxFailures,
    byte[] payload,
    byte[] checkpoint) {}
