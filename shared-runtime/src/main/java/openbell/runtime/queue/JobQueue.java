package openbell.runtime.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A queue whose jobs are leased, not taken: a job that was accepted ends `done` or `dead`, and a
/// worker that lost its lease changes nothing.
///
/// Every operation may be repeated after an unknown outcome. All times are the server's.
///
/// Every operation throws {@link openbell.model.run.FailureException} with `QUEUE_UNAVAILABLE` when
/// the server does not answer.
///
/// A producer that knows nothing of this port may push a bare message body; see {@link
/// Leased#raw()}.
public interface JobQueue {

  /// Largest payload, in bytes.
  int LARGEST_PAYLOAD = 256 * 1024;

  /// Most jobs of one call of {@link #enqueue}.
  int LARGEST_BATCH = 100;

  /// Puts jobs into the queue; the answers stand in the order of the jobs.
  ///
  /// @throws openbell.model.run.FailureException with `PAYLOAD_TOO_LARGE`, before anything is
  /// stored
  List<Enqueued> enqueue(List<NewJob> jobs);

  /// Takes up to `max` ready jobs under a lease. The same `claimId` again gives the same leases.
  ///
  /// Jobs of a lower priority number come first. Within one priority owners take turns by
  /// start-time
  /// fair queueing (Goyal, Vin, Cheng 1996): a job starts at the later of its band's clock and the
  /// end of its owner's last job, which lies its cost further on. A drained queue gives nothing.
  ///
  /// @param claimId unique per claim of a worker; repeated only when the answer was lost
  Claim claim(String claimId, String worker, int max, Duration lease);

  /// Waits until there may be something to claim, at most `longest`. May return too early. Whoever
  /// does not claim then, and only looks, calls {@link #tick}: it passes on what woke him.
  void awaitWork(Duration longest) throws InterruptedException;

  /// Waits until a worker's machine is handed out to again, at most `longest`, after a claim has
  /// answered that it rests. Takes no other worker's turn to be woken. May return too early.
  void awaitResumed(String worker, Duration longest) throws InterruptedException;

  /// Extends the leases of all jobs of a worker in one call; the answers stand in the order of
  /// beats.
  List<Held> heartbeat(String worker, List<Beat> beats, Duration lease);

  /// Ends leases, at most {@link #LARGEST_BATCH}; the answers stand in the order of the settlings.
  /// The same fence again repeats the first answer.
  List<Settled> settleAll(List<Settling> settlings);

  /// Ends one lease.
  default Settled settle(String id, long fence, Settlement settlement) {
    return settleAll(List.of(new Settling(id, fence, settlement))).getFirst();
  }

  /// {@link #settleAll}, then {@link #claim}, in one call to the server. Repeated with the same
  /// arguments after a lost answer, both parts give their first answer again.
  Turnover settleAndClaim(
      List<Settling> settlings, String claimId, String worker, int max, Duration lease);

  /// Promotes due jobs, takes back expired leases, and forgets done jobs beyond their retention.
  QueueDepth tick(Retention retention);

  /// Reads the depth and changes nothing.
  QueueDepth depth();

  /// Gives a dead job new budgets and makes it ready. False when there is no such dead job.
  boolean replay(String id);

  /// Removes a job that is not done. False when there is none. Its lease, if any, is gone.
  boolean cancel(String id);

  /// Looks one job up.
  Optional<JobView> find(String id);

  /// Jobs in one state, oldest first; ready ones in the order in which they will be served, those
  /// that have just come last.
  ///
  /// @param from how many to pass over
  /// @param limit at most 100
  List<JobView> peek(JobState state, int from, int limit);

  /// Stops or resumes handing out jobs. What is leased goes on; what comes waits.
  void drain(boolean on);

  /// Hands nothing more to the workers of a machine, or hands out to them again. What they hold
  /// goes on. Kept by the queue until it is taken back, and shown in {@link QueueDepth#resting}; a
  /// machine that was not heard of for a day, by this call or by a claim of its workers, is
  /// forgotten.
  ///
  /// @param machine the part of a worker's name before its first dot; 1 to 100 of A-Z a-z 0-9 _ -
  void rest(String machine, boolean on);
}
