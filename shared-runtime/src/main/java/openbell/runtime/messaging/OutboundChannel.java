package openbell.runtime.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import openbell.model.message.Message;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.queue.Enqueued;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.NewJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An outgoing channel: enqueues in batches, and acknowledges a message when the queue has it.
final class OutboundChannel
    implements Flow.Subscriber<org.eclipse.microprofile.reactive.messaging.Message<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(OutboundChannel.class);

  /// How long the first message of a batch waits for others.
  private static final Duration COLLECTING = Duration.ofMillis(1);

  /// Most bytes of one call, so that a batch of large jobs is not one giant command.
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private final Letters letters;
  private final JobQueue queue;
  private final ChannelMeters meters;
  private final LinkedBlockingQueue<org.eclipse.microprofile.reactive.messaging.Message<?>>
      waiting = new LinkedBlockingQueue<>();
  private final Thread thread;

  private record Letter(
      org.eclipse.microprofile.reactive.messaging.Message<?> message, NewJob job) {}

  OutboundChannel(Letters letters, JobQueue queue, ChannelMeters meters) {
    this.letters = letters;
    this.queue = queue;
    this.meters = meters;
    this.thread =
        Thread.ofVirtual().name("queue-enqueue-" + letters.settings().channel()).start(this::loop);
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    // The sender waits for answers: what is on its way is bounded there.
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(org.eclipse.microprofile.reactive.messaging.Message<?> message) {
    waiting.add(message);
  }

  @Override
  public void onError(Throwable failure) {
    LOG.atError()
        .addKeyValue("channel", letters.settings().channel())
        .setCause(failure)
        .log("an outgoing channel has ended");
  }

  @Override
  public void onComplete() {
    LOG.atDebug()
        .addKeyValue("channel", letters.settings().channel())
        .log("an outgoing channel is complete");
  }

  void stop() {
    thread.interrupt();
  }

  private void loop() {
    List<Letter> batch = new ArrayList<>(JobQueue.LARGEST_BATCH);
    try {
      while (true) {
        collect(batch);
        send(batch);
        batch.clear();
      }
    } catch (InterruptedException _) {
      waiting.forEach(
          message -> refuse(message, FailureReason.QUEUE_UNAVAILABLE, "the process is stopping"));
    }
  }

  private void collect(List<Letter> batch) throws InterruptedException {
    var message = waiting.take();
    long bytes = 0;
    while (message != null) {
      bytes += add(batch, message);
      boolean full = batch.size() >= JobQueue.LARGEST_BATCH || bytes >= MOST_BYTES;
      message = full ? null : waiting.poll(COLLECTING.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private int add(
      List<Letter> batch, org.eclipse.microprofile.reactive.messaging.Message<?> message) {
    if (!(message.getPayload() instanceof Message payload)) {
      refuse(
          message,
          FailureReason.DEFECT,
          "a channel carries messages, not " + message.getPayload().getClass());
      return 0;
    }
    NewJob job = letters.job(payload, message.getMetadata());
    int size = job.payload().length;
    if (size > JobQueue.LARGEST_PAYLOAD) {
      refuse(message, FailureReason.PAYLOAD_TOO_LARGE, "a message of %,d bytes".formatted(size));
      return 0;
    }
    batch.add(new Letter(message, job));
    return size;
  }

  private void send(List<Letter> batch) {
    try {
      meters.command("enqueue");
      List<Enqueued> answers = queue.enqueue(batch.stream().map(Letter::job).toList());
      for (int i = 0; i < answers.size(); i++) {
        var message = batch.get(i).message;
        switch (answers.get(i)) {
          case NEW, DUPLICATE -> message.ack();
          case FULL ->
              refuse(
                  message,
                  FailureReason.QUEUE_UNAVAILABLE,
                  "queue " + letters.settings().queue() + " is full");
        }
      }
    } catch (FailureException e) {
      batch.forEach(letter -> letter.message.nack(e));
    } catch (IllegalArgumentException e) {
      refuseIllegal(batch, e);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("channel", letters.settings().channel())
          .setCause(e)
          .log("messages could not be enqueued");
      batch.forEach(
          letter -> refuse(letter.message, FailureReason.DEFECT, String.valueOf(e.getMessage())));
    }
  }

  /// What a sender said of its job may be illegal; its neighbours have nothing to do with it.
  private void refuseIllegal(List<Letter> batch, IllegalArgumentException e) {
    if (batch.size() == 1) {
      refuse(batch.getFirst().message, FailureReason.DEFECT, String.valueOf(e.getMessage()));
    } else {
      batch.forEach(letter -> send(List.of(letter)));
    }
  }

  private static void refuse(
      org.eclipse.microprofile.reactive.messaging.Message<?> message,
      FailureReason reason,
      String detail) {
    message.nack(new FailureException(new Failure(reason, detail)));
  }
}
