package openbell.machines.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import openbell.runtime.queue.Cancellations;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.runtime.queue.QueueDepth;

/// Where an operator looks at the queues, gives the dead another chance, takes jobs out and stops
/// the handing out. Only the queues it was told about exist for it.
///
/// Every operation throws {@link openbell.model.run.FailureException} with `QUEUE_UNAVAILABLE` when
/// the server does not answer.
public final class QueueDesk {

  /// Most jobs of one page, and most ids of one order.
  public static final int LARGEST_PAGE = 100;

  /// Most dead jobs that one order replays, so that it ends in a moment.
  public static final int MOST_REPLAYED = 1_000;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,200}");

  private final JobQueues queues;
  private final Cancellations cancellations;
  private final List<String> known;

  /// @param known names of the queues, in the order in which they are shown
  public QueueDesk(JobQueues queues, Cancellations cancellations, List<String> known) {
    this.queues = queues;
    this.cancellations = cancellations;
    this.known = List.copyOf(known);
  }

  /// What became of one job of an order.
  public enum Answer {
    OK,
    /// There is no such job, or it is not in a state that allows it.
    GONE
  }

  /// A queue and how much is in it.
  public record Standing(String queue, QueueDepth depth) {}

  /// One job of an order.
  public record Done(String id, Answer answer) {}

  /// @param more whether dead jobs are left
  public record Replayed(int count, boolean more) {}

  public List<String> known() {
    return known;
  }

  public boolean knows(String queue) {
    return known.contains(queue);
  }

  /// Whether a text can be the id of a job.
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  public List<Standing> standings() {
    return known.stream().map(name -> new Standing(name, queues.named(name).depth())).toList();
  }

  /// Jobs in one state, oldest first.
  public List<JobView> page(String queue, JobState state, int from, int limit) {
    return named(queue).peek(state, from, limit);
  }

  public Optional<JobView> find(String queue, String id) {
    return named(queue).find(id);
  }

  /// Gives dead jobs new budgets.
  public List<Done> replay(String queue, List<String> ids) {
    JobQueue named = named(queue);
    return ids.stream().map(id -> done(id, named.replay(id))).toList();
  }

  /// Gives all dead jobs new budgets, at most {@link #MOST_REPLAYED} of them, oldest first.
  public Replayed replayAll(String queue) {
    JobQueue named = named(queue);
    int count = 0;
    while (count < MOST_REPLAYED) {
      int page = Math.min(LARGEST_PAGE, MOST_REPLAYED - count);
      long replayed =
          named.peek(JobState.DEAD, 0, page).stream().filter(job -> named.replay(job.id())).count();
      if (replayed == 0) {
        break;
      }
      count += (int) replayed;
    }
    return new Replayed(count, named.depth().dead() > 0);
  }

  /// Takes jobs out for good: nobody sends them again.
  public List<Done> cancel(String queue, List<String> ids) {
    String name = checked(queue);
    List<Done> all = new ArrayList<>(ids.size());
    for (String id : ids) {
      all.add(done(id, cancellations.cancel(name, id)));
    }
    return all;
  }

  /// Stops or resumes handing out; what is leased goes on.
  public void drain(String queue, boolean on) {
    named(queue).drain(on);
  }

  private static Done done(String id, boolean worked) {
    return new Done(id, worked ? Answer.OK : Answer.GONE);
  }

  private JobQueue named(String queue) {
    return queues.named(checked(queue));
  }

  // A name from outside would make a queue.
  private String checked(String queue) {
    if (!knows(queue)) {
      throw new IllegalArgumentException("not a known queue: " + queue);
    }
    return queue;
  }
}
