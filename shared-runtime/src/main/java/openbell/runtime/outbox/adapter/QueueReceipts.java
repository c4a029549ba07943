package openbell.runtime.outbox.adapter;

import java.util.Map;
import openbell.model.message.Message;
import openbell.model.wire.MessageCodec;
import openbell.runtime.outbox.Receipts;
import openbell.runtime.queue.Cancellations;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.queue.JobView;

/// Asks the job queue for the job that carries a message.
///
/// A dead one waits: an operator replays or cancels it, and if the queue's data is lost before
/// that,
/// the reader gets another chance.
public final class QueueReceipts implements Receipts {
  private final JobQueues queues;
  private final Cancellations cancellations;
  private final Map<String, String> queueOfChannel;

  /// @param queueOfChannel the channels that are carried by the job queue. Other carriers keep what
  /// they took, and nobody can ask them
  public QueueReceipts(
      JobQueues queues, Cancellations cancellations, Map<String, String> queueOfChannel) {
    this.queues = queues;
    this.cancellations = cancellations;
    this.queueOfChannel = Map.copyOf(queueOfChannel);
  }

  @Override
  public Receipt of(String channel, Message message) {
    String queue = queueOfChannel.get(channel);
    if (queue == null) {
      return Receipt.SETTLED;
    }
    String id = MessageCodec.wireName(message) + "-" + message.key();
    return queues
        .named(queue)
        .find(id)
        .map(QueueReceipts::of)
        .orElseGet(() -> cancellations.cancelled(queue, id) ? Receipt.SETTLED : Receipt.LOST);
  }

  private static Receipt of(JobView job) {
    return switch (job.state()) {
      case READY, DELAYED, ACTIVE, DEAD -> Receipt.WAITING;
      case DONE -> Receipt.SETTLED;
    };
  }
}
