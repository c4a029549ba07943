package openbell.runtime.outbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import openbell.model.message.Message;
import openbell.model.run.FailureException;
import openbell.runtime.channel.Outlet;
import openbell.runtime.outbox.Outbox.Pending;

/// Sends what an {@link Outbox} holds, oldest first, and then forgets it.
///
/// A crash between the two only sends again, and the queue takes the same key once.
public final class OutboxRelay {

  /// Messages per round: one enqueue of the queue.
  static final int BATCH = 100;

  /// Rounds per flush. More than that is left to the next flush, so that a timer beat ends.
  static final int MOST_ROUNDS = 200;

  private final Outbox outbox;
  private final Map<String, Outlet<? extends Message>> outlets;
  private final ReentrantLock turn = new ReentrantLock();
  private final AtomicBoolean asked = new AtomicBoolean();

  /// @param outlets by the channel name that the rows carry
  public OutboxRelay(Outbox outbox, Map<String, Outlet<? extends Message>> outlets) {
    this.outbox = outbox;
    this.outlets = Map.copyOf(outlets);
  }

  /// Sends everything pending and says how much that was.
  ///
  /// When another thread is sending, this returns at once: that thread looks again before it stops.
  ///
  /// @throws openbell.model.run.FailureException when the carrier or the database refused; what was
  /// not forgotten is sent again by the next flush
  public int flush() {
    asked.set(true);
    int sent = 0;
    while (asked.get() && turn.tryLock()) {
      try {
        asked.set(false);
        sent += drain();
      } finally {
        turn.unlock();
      }
    }
    return sent;
  }

  /// Like {@link #flush()}, for somebody who waits for an answer: what was stored stands, and what
  /// cannot be sent now is sent, and complained about, by the next beat.
  public void nudge() {
    try {
      flush();
    } catch (FailureException _) {
      asked.set(true);
    }
  }

  private int drain() {
    int sent = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<Pending> pending = outbox.pending(BATCH);
      send(pending);
      sent += pending.size();
      if (pending.size() < BATCH) {
        break;
      }
    }
    return sent;
  }

  /// Neighbours of one channel travel in one call, and their rows go before the next call.
  private void send(List<Pending> pending) {
    int from = 0;
    while (from < pending.size()) {
      String channel = pending.get(from).channel();
      int to = from + 1;
      while (to < pending.size() && pending.get(to).channel().equals(channel)) {
        to++;
      }
      List<Pending> stretch = pending.subList(from, to);
      outlet(channel).sendAll(stretch.stream().map(Pending::message).toList());
      outbox.sent(stretch.stream().map(Pending::id).toList());
      from = to;
    }
  }

  // The channel's name was chosen with the message in the same line of the adapter that wrote it.
  @SuppressWarnings("unchecked")
  private Outlet<Message> outlet(String channel) {
    Outlet<? extends Message> outlet = outlets.get(channel);
    if (outlet == null) {
      throw new IllegalStateException("the outbox names a channel without an outlet: " + channel);
    }
    return (Outlet<Message>) outlet;
  }
}
