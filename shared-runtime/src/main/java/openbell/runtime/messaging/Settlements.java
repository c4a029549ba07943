package openbell.runtime.messaging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Settlement;
import openbell.runtime.queue.Settling;

/// Settlements on their way to the queue: those that wait, and the batch of the call at hand.
///
/// Anybody may {@link #add}; everything else is the loop's own thread's.
final class Settlements {
  private final Deque<Pending> waiting = new ArrayDeque<>();
  private final List<Pending> batch = new ArrayList<>(JobQueue.LARGEST_BATCH);
  private boolean closed;

  private record Pending(HeldJob job, Settlement settlement, CompletableFuture<Settled> answer) {
    Settling settling() {
      return new Settling(job.leased().id(), job.leased().fence(), settlement);
    }
  }

  /// Completes with the queue's answer; with `STALE` when there was none until the lease was over.
  synchronized CompletableFuture<Settled> add(HeldJob job, Settlement settlement) {
    Pending one = new Pending(job, settlement, new CompletableFuture<>());
    if (closed) {
      one.answer.complete(Settled.STALE);
    } else {
      waiting.add(one);
    }
    return one.answer;
  }

  /// Adds what waits to the batch, as far as it fits; answers the batch's size.
  synchronized int gather() {
    while (!waiting.isEmpty() && batch.size() < JobQueue.LARGEST_BATCH) {
      batch.add(waiting.remove());
    }
    return batch.size();
  }

  int size() {
    return batch.size();
  }

  List<Settling> settlings() {
    return batch.stream().map(Pending::settling).toList();
  }

  /// The batch was answered, in its order; the next one is empty.
  void answered(List<Settled> answers) {
    for (int i = 0; i < answers.size(); i++) {
      batch.get(i).answer.complete(answers.get(i));
    }
    batch.clear();
  }

  /// The batch got no answer. What is over by our own clock is not asked for again.
  void giveUpExpired() {
    long now = System.nanoTime();
    batch.removeIf(one -> one.job.expired(now) && one.answer.complete(Settled.STALE));
  }

  /// Nobody asks the queue any more: what is left, and what comes, is answered as lost.
  void close() {
    List<Pending> left;
    synchronized (this) {
      closed = true;
      left = new ArrayList<>(batch);
      left.addAll(waiting);
      waiting.clear();
    }
    left.forEach(one -> one.answer.complete(Settled.STALE));
  }
}
