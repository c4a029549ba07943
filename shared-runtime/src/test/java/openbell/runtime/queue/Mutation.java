package openbell.runtime.queue;

/// A rule that is taken out of a queue, to see that the model notices.
public enum Mutation {
  /// Whoever names a job may end its lease.
  FENCE_CHECK_DROPPED,
  /// A claim gives the fence of the claim before.
  FENCE_NOT_RISING,
  /// A known id is taken as a new job.
  DEDUPE_DROPPED,
  /// The same settlement again is refused.
  REPEATED_ANSWER_DROPPED,
  /// A done job keeps its lease.
  LEASE_KEPT_ON_DONE,
  /// An expired lease is never taken back.
  REAP_DROPPED,
  /// The same claim again leases other jobs.
  REPEATED_CLAIM_DROPPED,
  /// A machine that rests is handed jobs.
  REST_DROPPED
}
