package openbell.runtime.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import openbell.model.message.Message;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.channel.Outlet;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/// An outlet over an emitter: `send` waits until the carrier has answered.
public final class EmitterOutlet<M extends Message> implements Outlet<M> {
  /// Longer than a carrier needs for one batch, shorter than a lease.
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);

  /// Messages on their way at once; below the buffer of an emitter, which refuses when it is full.
  private static final int MOST_ON_THE_WAY = 100;

  private final Emitter<M> emitter;

  public EmitterOutlet(Emitter<M> emitter) {
    this.emitter = emitter;
  }

  @Override
  public void send(M message) {
    await(hand(message, Duration.ZERO));
  }

  @Override
  public void send(M message, Duration delay) {
    await(hand(message, delay));
  }

  @Override
  public void sendAll(List<M> messages) {
    for (int from = 0; from < messages.size(); from += MOST_ON_THE_WAY) {
      int to = Math.min(messages.size(), from + MOST_ON_THE_WAY);
      List<CompletableFuture<Void>> answers = new ArrayList<>(to - from);
      for (M message : messages.subList(from, to)) {
        answers.add(hand(message, Duration.ZERO));
      }
      answers.forEach(EmitterOutlet::await);
    }
  }

  /// A message with its own answer, so that the trace of what is being handled goes along.
  private CompletableFuture<Void> hand(M message, Duration delay) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    var carried =
        org.eclipse.microprofile.reactive.messaging.Message.of(
            message,
            () -> {
              answer.complete(null);
              return answer;
            },
            thrown -> {
              answer.completeExceptionally(thrown);
              return CompletableFuture.completedFuture(null);
            });
    if (delay.isPositive()) {
      carried = carried.addMetadata(OutgoingJobMetadata.plain().withDelay(delay));
    }
    var traced = carried;
    try {
      emitter.send(TraceParent.current().map(traced::addMetadata).orElse(traced));
      return answer;
    } catch (IllegalStateException e) {
      throw unavailable("the channel takes no messages now: " + e.getMessage(), e);
    }
  }

  private static void await(CompletableFuture<Void> answer) {
    try {
      var _ = answer.get(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FailureException failure) {
        throw failure;
      }
      throw unavailable("the carrier refused a message: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw unavailable("the carrier did not answer within " + LONGEST_ANSWER, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("interrupted while a message was being sent", e);
    }
  }

  private static FailureException unavailable(String detail, Exception cause) {
    return new FailureException(new Failure(FailureReason.QUEUE_UNAVAILABLE, detail), cause);
  }
}
