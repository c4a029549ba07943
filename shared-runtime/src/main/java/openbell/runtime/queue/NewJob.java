package openbell.runtime.queue;

import java.time.Duration;

/// A job to be queued.
///
/// @param id two jobs with the same id are one job, in every state and as long as it is retained
/// @param owner whose job it is, for fairness and for looking
/// @param priority 0 is served before 1, 1 before 2; at most 9
/// @param delay earliest start from now; zero for at once
/// @param payload opaque bytes, at most {@link JobQueue#LARGEST_PAYLOAD}
public record NewJob(
    String id,
    String owner,
    int priority,
    Duration delay,
    int maxFailures,
    int maxCrashes,
    byte[] payload) {}
