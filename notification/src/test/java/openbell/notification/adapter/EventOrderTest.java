package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import openbell.model.portfolio.Owner;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.deliver.LedgerKey;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.Verdict;
import openbell.notification.event.EventStore.Taken;
import openbell.notification.event.ProviderEvent;
import openbell.notification.event.ProviderEvent.Kind;
import openbell.notification.suppress.SuppressionList.Reason;
import openbell.notification.suppress.SuppressionList.Suppressed;
import org.junit.jupiter.api.Test;

/// Events come late, twice, before our own commit and in any order: the end is the same.
class EventOrderTest {
  private static final Instant NOW = Instant.parse("2018-05-11T13:30:00Z");

  private final LedgerDatabase database = new LedgerDatabase();
  private final JdbiSendLedger ledger = database.ledger();
  private final JdbiEventStore events = new JdbiEventStore(database.jdbi());
  private final JdbiSuppressionList list = new JdbiSuppressionList(database.jdbi());
  private int mails;

  /// One mail whose request is out.
  private record Mail(String id, long fence) {}

  @Test
  void endsTheSameInEveryOrderWithTheSendersOwnCommit() {
    // Given
    List<Consumer<Mail>> steps =
        List.of(
            mail -> settle(mail, LedgerState.ACCEPTED),
            mail -> events.take(event(mail, Kind.SEND), NOW),
            mail -> events.take(event(mail, Kind.DELIVERY), NOW),
            mail -> events.take(event(mail, Kind.BOUNCE), NOW),
            mail -> events.take(event(mail, Kind.COMPLAINT), NOW));
    // When
    Set<String> ends = new HashSet<>();
    permutations(steps).forEach(order -> ends.add(end(order)));
    // Then
    assertThat(ends).containsExactly("ACCEPTED m-1 COMPLAINED 2018-05-11T13:36:00Z 4 events");
  }

  @Test
  void endsTheSameInEveryOrderWhenTheProviderThrowsTheMailAway() {
    // Given
    List<Consumer<Mail>> steps =
        List.of(
            mail -> settle(mail, LedgerState.UNKNOWN),
            mail -> events.take(event(mail, Kind.SEND), NOW),
            mail -> events.take(event(mail, Kind.REJECT), NOW),
            mail -> events.take(event(mail, Kind.DELIVERY_DELAY), NOW));
    // When
    Set<String> ends = new HashSet<>();
    permutations(steps).forEach(order -> ends.add(end(order)));
    // Then
    assertThat(ends).containsExactly("REJECTED m-1 3 events");
  }

  @Test
  void turnsAParkedUnknownIntoAccepted() {
    // Given
    Mail mail = mail();
    settle(mail, LedgerState.UNKNOWN);
    ledger.park(NOW.plusSeconds(1), NOW.plus(Duration.ofMinutes(16)), 10);
    // When
    Taken first = events.take(event(mail, Kind.DELIVERY), NOW);
    Taken again = events.take(event(mail, Kind.DELIVERY), NOW);
    // Then
    assertThat(List.of(first, again)).containsExactly(Taken.NEW, Taken.KNOWN);
    assertThat(entry(mail).state()).isEqualTo(LedgerState.ACCEPTED);
  }

  @Test
  void neverMovesARowThatWasNotTried() {
    // Given
    var request = SendingDesk.request("anna", mails++);
    String id = ledger.accept(LedgerKey.of(request, "ses"), request, "x", NOW, NOW).entry().id();
    // When
    events.take(event(new Mail(id, 0), Kind.SEND), NOW);
    // Then
    assertThat(entry(new Mail(id, 0)).state()).isEqualTo(LedgerState.PENDING);
  }

  @Test
  void keepsAnEventThatBelongsToNoRowOfOurs() {
    // When
    Taken taken = events.take(event(new Mail("nobody", 0), Kind.COMPLAINT), NOW);
    // Then
    assertThat(taken).isEqualTo(Taken.NO_ROW);
    assertThat(list.list(10)).isEmpty();
  }

  @Test
  void keepsWhoChangedTheListAndTheStrongestReason() {
    // Given
    list.add("a@example.com", Reason.BOUNCED, "e", NOW);
    Suppressed weaker = list.add("A@example.com", Reason.BY_HAND, "o", NOW);
    // When
    boolean removed = list.remove(weaker.id(), "operator o", NOW).isPresent();
    boolean again = list.remove(weaker.id(), "operator o", NOW).isPresent();
    // Then
    assertThat(weaker.reason().name()).isEqualTo("BOUNCED");
    assertThat(List.of(removed, again)).containsExactly(true, false);
    assertThat(count("suppression_history")).isEqualTo(2);
  }

  private String end(List<Consumer<Mail>> order) {
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("delete from notification.suppression");
              handle.execute("delete from notification.provider_event");
            });
    Mail mail = mail();
    for (Consumer<Mail> step : order) {
      step.accept(mail);
      // Whatever it was, it may come again.
      events.take(event(mail, Kind.SEND), NOW);
    }
    LedgerEntry entry = entry(mail);
    StringBuilder end = new StringBuilder(entry.state() + " " + entry.providerMessageId());
    list.list(10).forEach(one -> end.append(" ").append(one.reason()).append(" ").append(one.at()));
    return end + " " + count("provider_event") + " events";
  }

  private int count(String table) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select count(*) from notification." + table)
                    .mapTo(Integer.class)
                    .one());
  }

  private Mail mail() {
    var request = SendingDesk.request("anna", mails++);
    String id = ledger.accept(LedgerKey.of(request, "ses"), request, "x", NOW, NOW).entry().id();
    return new Mail(id, ledger.claim(id, NOW.minusSeconds(1), NOW).orElseThrow());
  }

  private void settle(Mail mail, LedgerState state) {
    String provider = state == LedgerState.ACCEPTED ? "m-1" : "";
    ledger.settle(mail.id, mail.fence, new Verdict(state, "", NOW, provider), NOW);
  }

  private LedgerEntry entry(Mail mail) {
    return ledger.find(new Owner("anna"), mail.id).orElseThrow();
  }

  private static ProviderEvent event(Mail mail, Kind kind) {
    Instant at = NOW.plus(Duration.ofMinutes(kind.ordinal() + 1));
    return new ProviderEvent(mail.id + kind, kind, mail.id, "m-1", "", at);
  }

  private static <T> List<List<T>> permutations(List<T> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      List<T> rest = new ArrayList<>(items);
      T first = rest.remove(i);
      for (List<T> tail : permutations(rest)) {
        List<T> order = new ArrayList<>(List.of(first));
        order.addAll(tail);
        all.add(order);
      }
    }
    return all;
  }
}
