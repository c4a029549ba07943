package openbell.signal.adapter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import openbell.model.message.Message;
import openbell.model.message.Notification;
import openbell.model.message.SubscriptionChanged;
import openbell.model.portfolio.Subscriber;
import openbell.runtime.outbox.adapter.JdbiOutbox;
import openbell.signal.audience.Subscription;
import openbell.signal.audience.Subscription.State;
import openbell.signal.subscribe.Outcome;
import openbell.signal.subscribe.Step;
import openbell.signal.subscribe.Steps;
import openbell.signal.subscribe.SubscriptionEvent;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Writes the subscriptions a run met, in the run's transaction: new ones are stored and asked for
/// their confirmation together, and what a reader said meanwhile counts.
final class KeptSubscriptions {
  private final SubscriptionRows rows = new SubscriptionRows();
  private final Steps steps;

  KeptSubscriptions(Steps steps) {
    this.steps = steps;
  }

  void keep(Handle handle, List<Subscription> current, Instant now) {
    if (current.isEmpty()) {
      return;
    }
    // Before any row is locked, in the same order as everybody else who asks.
    boolean asks = current.stream().anyMatch(KeptSubscriptions::isToBeAsked);
    if (asks) {
      handle.createQuery(SubscriptionSql.ONE_AT_A_TIME).mapTo(int.class).one();
    }
    try (PreparedBatch batch = handle.prepareBatch(SubscriptionSql.KEEP)) {
      current.forEach(one -> SubscriptionRows.bind(batch, one).add());
      batch.execute();
    }
    if (asks) {
      current.stream()
          .filter(KeptSubscriptions::isToBeAsked)
          .flatMap(one -> find(handle, one.id()).stream())
          .filter(KeptSubscriptions::isToBeAsked)
          .forEach(one -> ask(handle, one, now));
    }
  }

  /// The notifications that may still go: whoever unsubscribed while a run was on its way hears
  /// nothing of it. The rows are locked by {@link #keep}.
  static <N extends Notification> List<N> allowed(
      Handle handle, List<Subscription> current, List<N> planned) {
    if (planned.isEmpty() || current.isEmpty()) {
      return planned;
    }
    Set<String> ended =
        new HashSet<>(
            handle
                .createQuery(SubscriptionSql.ENDED_OF)
                .bind("owner", current.getFirst().owner().value())
                .bind("portfolio", current.getFirst().portfolio().value())
                .mapTo(String.class)
                .list());
    return planned.stream().filter(one -> !ended.contains(subscription(one))).toList();
  }

  private static String subscription(Notification notification) {
    Subscriber subscriber = notification.subscriber();
    return subscriber == null ? "" : subscriber.subscription();
  }

  private static boolean isToBeAsked(Subscription one) {
    return one.state() == State.PENDING && one.standing().askedAt() == null;
  }

  private List<Subscription> find(Handle handle, String id) {
    return handle
        .createQuery(SubscriptionSql.FIND)
        .bind("id", id)
        .map((row, _) -> rows.read(row))
        .list();
  }

  private void ask(Handle handle, Subscription one, Instant now) {
    Step step = steps.ask(one, SubscriptionRows.counts(handle, one, now), now);
    // A refusal is said once a day, not with every run.
    if (step.outcome() instanceof Outcome.Refused
        && SubscriptionRows.wasRefused(handle, one, now)) {
      return;
    }
    write(handle, rows, step);
  }

  /// Writes a step, in the caller's transaction.
  static void write(Handle handle, SubscriptionRows rows, Step step) {
    Subscription next = step.next();
    if (next != null) {
      rows.write(handle, next);
    }
    for (SubscriptionEvent event : step.events()) {
      rows.add(handle, event);
    }
    List<Message> messages = new ArrayList<>(step.notices());
    if (next != null) {
      step.events().forEach(event -> changed(next, event).ifPresent(messages::add));
    }
    JdbiOutbox.vouch(handle, JdbiSignalHistory.SCHEMA, JdbiSignalHistory.NOTIFICATIONS, messages);
  }

  /// What those who hold mails for this reader must hear of.
  private static Optional<Message> changed(Subscription of, SubscriptionEvent event) {
    return switch (event.what()) {
      case ENDED, RESUMED, CONFIRMED ->
          Optional.of(
              new SubscriptionChanged(
                  of.owner(),
                  of.portfolio(),
                  of.id(),
                  event.what() == SubscriptionEvent.What.ENDED,
                  event.at()));
      default -> Optional.empty();
    };
  }
}
