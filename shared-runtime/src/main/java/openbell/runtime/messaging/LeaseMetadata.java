package openbell.runtime.messaging;

import java.time.Duration;

/// What a consumer may know about the lease it works under.
///
/// A channel that is carried by another broker has none: only consumers of channels that must stay
/// leased ask for it. The thread that reads any of it counts as the job's handler, and is
/// interrupted when the lease is lost.
public final class LeaseMetadata {
  private final String jobId;
  private final long fence;
  private final int attempt;
  private final byte[] resume;
  private final LeaseLine line;

  LeaseMetadata(String jobId, long fence, int attempt, byte[] resume, LeaseLine line) {
    this.jobId = jobId;
    this.fence = fence;
    this.attempt = attempt;
    this.resume = resume.clone();
    this.line = line;
  }

  /// A lease that is never lost and keeps no progress, for tests of consumers.
  public static LeaseMetadata of(String jobId, long fence, int attempt) {
    return new LeaseMetadata(jobId, fence, attempt, new byte[0], LeaseLine.ENDLESS);
  }

  public String jobId() {
    line.enter();
    return jobId;
  }

  /// Grows with every claim of the queue; proves who holds the job.
  public long fence() {
    line.enter();
    return fence;
  }

  /// Number of claims of this job, from 1.
  public int attempt() {
    line.enter();
    return attempt;
  }

  /// How long the lease lasts if no heartbeat answers any more. Zero when it is over.
  public Duration remaining() {
    line.enter();
    return line.remaining();
  }

  /// Keeps progress for a later attempt; travels with the next heartbeat, the last one wins.
  public void progress(byte[] checkpoint) {
    line.progress(checkpoint.clone());
  }

  /// Progress that an earlier attempt left; empty when there is none.
  public byte[] resume() {
    line.enter();
    return resume.clone();
  }

  /// Whether somebody else may hold the job now. What the handler does after that is dropped.
  public boolean lost() {
    return line.lost();
  }
}
