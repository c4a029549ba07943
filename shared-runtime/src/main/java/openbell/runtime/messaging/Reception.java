package openbell.runtime.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import openbell.model.message.Message;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.Envelope;
import openbell.model.wire.MessageCodec;
import openbell.runtime.queue.Enqueued;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Settlement;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens to a job between its claim and its settlement: decoded, handed over, judged.
final class Reception {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final Duration LARGEST_MARGIN = Duration.ofSeconds(5);
  private static final CompletionStage<Void> DROPPED = CompletableFuture.completedFuture(null);

  private final MessageCodec codec;
  private final JobQueue queue;
  private final Letters letters;
  private final Verdicts verdicts;
  private final Executor executor;
  private final ChannelMeters meters;

  Reception(
      MessageCodec codec,
      JobQueue queue,
      Letters letters,
      Verdicts verdicts,
      Executor executor,
      ChannelMeters meters) {
    this.codec = codec;
    this.queue = queue;
    this.letters = letters;
    this.verdicts = verdicts;
    this.executor = executor;
    this.meters = meters;
  }

  /// How long a lease is trusted without an answer: less than it lasts, by the time an answer and
  /// an interrupted handler need.
  static Duration trusted(Duration lease) {
    Duration quarter = lease.dividedBy(4);
    return lease.minus(quarter.compareTo(LARGEST_MARGIN) < 0 ? quarter : LARGEST_MARGIN);
  }

  /// Does not block and does not throw: the claim loop goes on whatever a job contains.
  void receive(InboundChannel channel, HeldJob job, Door door) {
    Envelope envelope;
    try {
      envelope = read(job.leased());
    } catch (RuntimeException e) {
      door.refund();
      unreadable(channel, job, e);
      return;
    }
    if (job.leased().raw()) {
      door.refund();
      executor.execute(() -> adopt(channel, job, envelope));
      return;
    }
    TraceParent trace =
        envelope.traceparent() == null ? null : new TraceParent(envelope.traceparent());
    if (!door.hand(message(channel, job, envelope.message(), trace), trace)) {
      settle(channel, job, new Settlement.Released(new byte[0]));
    }
  }

  /// Somebody may have edited what the queue's server keeps: nothing of it is taken on trust.
  private Envelope read(Leased job) {
    int size = job.payload().length;
    if (size > JobQueue.LARGEST_PAYLOAD) {
      throw FailureException.of(
          FailureReason.PAYLOAD_TOO_LARGE, "a message of %,d bytes".formatted(size));
    }
    Envelope envelope = codec.decode(job.payload());
    String owner = envelope.message().owner().value();
    if (!job.raw() && !job.owner().equals(owner)) {
      throw FailureException.of(
          FailureReason.UNREADABLE_MESSAGE,
          "its message is of owner " + owner + ", its job of owner " + job.owner());
    }
    return envelope;
  }

  private org.eclipse.microprofile.reactive.messaging.Message<Message> message(
      InboundChannel channel, HeldJob job, Message payload, @Nullable TraceParent trace) {
    Metadata metadata =
        trace == null ? Metadata.of(job.metadata()) : Metadata.of(job.metadata(), trace);
    return org.eclipse.microprofile.reactive.messaging.Message.of(
        payload, metadata, () -> ack(channel, job), thrown -> nack(channel, job, payload, thrown));
  }

  private CompletionStage<Void> ack(InboundChannel channel, HeldJob job) {
    if (!job.finish()) {
      return dropped(channel, job);
    }
    return settle(channel, job, new Settlement.Done());
  }

  private CompletionStage<Void> nack(
      InboundChannel channel, HeldJob job, Message message, Throwable thrown) {
    if (!job.finish()) {
      return dropped(channel, job);
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    executor.execute(
        () -> {
          Settlement settlement = judge(job.leased(), message, thrown);
          settle(channel, job, settlement).thenAccept(done::complete);
        });
    return done;
  }

  private Settlement judge(Leased job, Message message, Throwable thrown) {
    try {
      return verdicts.of(job, message, thrown);
    } catch (RuntimeException e) {
      JobLog.of(LOG.atError(), meters.channel(), job).setCause(e).log("a failure was not judged");
      return new Settlement.RetryAfter(
          LARGEST_MARGIN, new Failure(FailureReason.DEFECT, String.valueOf(e)));
    }
  }

  private CompletionStage<Void> dropped(InboundChannel channel, HeldJob job) {
    meters.stale();
    log(job, "the answer of a handler that had lost its lease is dropped");
    channel.free(job);
    return DROPPED;
  }

  /// Settles. Completes when the queue has answered, or never will.
  CompletionStage<Void> settle(InboundChannel channel, HeldJob job, Settlement settlement) {
    job.finish();
    return channel
        .settle(job, settlement)
        .thenAccept(
            answer -> {
              if (answer == Settled.OK) {
                comesBackAfter(settlement).ifPresent(channel.comebacks()::expect);
              }
              channel.free(job);
              meters.settled(settlement, answer, job.age());
              if (answer == Settled.STALE || answer == Settled.GONE) {
                log(job, "the queue had given the job to somebody else; nothing was settled");
              }
            });
  }

  private static Optional<Duration> comesBackAfter(Settlement settlement) {
    return switch (settlement) {
      case Settlement.RetryAfter retry -> Optional.of(retry.delay());
      case Settlement.Postponed postponed -> Optional.of(postponed.delay());
      case Settlement.Done _, Settlement.DeadLetter _, Settlement.Released _ -> Optional.empty();
    };
  }

  private void unreadable(InboundChannel channel, HeldJob job, RuntimeException thrown) {
    Failure failure =
        thrown instanceof FailureException known
            ? known.failure()
            : new Failure(FailureReason.UNREADABLE_MESSAGE, String.valueOf(thrown.getMessage()));
    log(job, "a message cannot be read and is dead: " + failure.detail());
    settle(channel, job, new Settlement.DeadLetter(failure));
  }

  /// A foreign producer's body takes the job id it would have had through an outlet.
  private void adopt(InboundChannel channel, HeldJob job, Envelope envelope) {
    Settlement settlement;
    try {
      meters.command("enqueue");
      Enqueued answer =
          queue
              .enqueue(List.of(letters.job(envelope.message(), job.leased().payload())))
              .getFirst();
      settlement =
          answer == Enqueued.FULL
              ? new Settlement.Postponed(
                  LARGEST_MARGIN, new Failure(FailureReason.QUEUE_UNAVAILABLE, "queue is full"))
              : new Settlement.Done();
    } catch (RuntimeException e) {
      JobLog.of(LOG.atWarn(), meters.channel(), job.leased())
          .setCause(e)
          .log("a pushed body could not be enqueued and is tried again");
      settlement = new Settlement.Released(new byte[0]);
    }
    settle(channel, job, settlement);
  }

  private void log(HeldJob job, String text) {
    JobLog.of(LOG.atWarn(), meters.channel(), job.leased()).log(text);
  }
}
