package openbell.runtime.messaging;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.reactive.messaging.providers.locals.ContextAwareMessage;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/// One subscriber of a channel: takes messages as far as it asked for them, each on a Vert.x
/// context
/// of its own.
final class Door implements Flow.Publisher<Message<?>> {
  private final Context root;
  private final int most;
  private final Consumer<Door> wanted;
  private Flow.@Nullable Subscriber<? super Message<?>> subscriber;
  private long demand;
  private int inHand;

  /// @param most messages in hand at once
  /// @param wanted called when the subscriber asks for more
  Door(Vertx vertx, int most, Consumer<Door> wanted) {
    this.root = ((VertxInternal) vertx).createEventLoopContext();
    this.most = most;
    this.wanted = wanted;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Message<?>> newcomer) {
    synchronized (this) {
      subscriber = newcomer;
    }
    newcomer.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {
            ask(n);
          }

          @Override
          public void cancel() {
            leave();
          }
        });
  }

  private void ask(long n) {
    synchronized (this) {
      demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
    }
    wanted.accept(this);
  }

  private synchronized void leave() {
    demand = 0;
    subscriber = null;
  }

  /// How many messages it takes now.
  synchronized int room() {
    return subscriber == null ? 0 : (int) Math.min(demand, most - inHand);
  }

  /// Sets a place aside for a message.
  synchronized void reserve() {
    demand -= demand == Long.MAX_VALUE ? 0 : 1;
    inHand++;
  }

  /// Hands a message out, to a place set aside. False when the subscriber has left.
  boolean hand(Message<?> message, @Nullable TraceParent trace) {
    Flow.Subscriber<? super Message<?>> receiver;
    synchronized (this) {
      receiver = subscriber;
    }
    if (receiver == null) {
      return false;
    }
    Objects.requireNonNull(VertxContext.createNewDuplicatedContext(root))
        .runOnContext(
            _ -> {
              if (trace != null) {
                trace.bind();
              }
              receiver.onNext(ContextAwareMessage.withContextMetadata(message));
            });
    return true;
  }

  /// The place got no message: the subscriber still wants one.
  synchronized void refund() {
    demand += demand == Long.MAX_VALUE ? 0 : 1;
  }

  /// The place is free.
  synchronized void settled() {
    inHand--;
  }
}
