package openbell.runtime.queue;

/// The queues of one server, by name.
public interface JobQueues {

  /// The queue called `name`, 1 to 64 of `a-z 0-9 -`; made on first use.
  JobQueue named(String name);

  /// How much of its memory the server uses, 0 to 1; 0 when it has no limit.
  default double fullness() {
    return 0;
  }
}
