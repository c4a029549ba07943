package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Owner;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.deliver.LedgerKey;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendLedger.Acceptance;
import openbell.notification.deliver.Verdict;
import openbell.notification.render.Letters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbiSendLedgerTest {
  private static final Instant NOW = Instant.parse("2018-05-11T13:30:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(6));
  private static final Owner ANNA = new Owner("anna");

  private LedgerDatabase database;
  private JdbiSendLedger ledger;

  @BeforeEach
  void emptyLedger() {
    database = new LedgerDatabase();
    ledger = database.ledger();
  }

  @Test
  void takesTheSameNotificationOnce() {
    // Given
    accept(Letters.sell());
    // When
    Acceptance again = accept(Letters.sell());
    // Then
    assertThat(again.outcome()).isEqualTo(Acceptance.Outcome.KNOWN);
    assertThat(ledger.list(ANNA, 10)).hasSize(1);
  }

  @Test
  void keepsTheFirstWhenTheSameKeyComesWithOtherContent() {
    // Given
    accept(Letters.sell());
    NotificationRequested other =
        Letters.of(Letters.sell().run(), Letters.sellReport(Letters.artifact(9)));
    // When
    Acceptance conflict = accept(other);
    // Then
    assertThat(conflict.outcome()).isEqualTo(Acceptance.Outcome.CONFLICT);
    assertThat(ledger.list(ANNA, 10))
        .extracting(LedgerEntry::request)
        .containsExactly(Letters.sell());
  }

  @Test
  void givesARowToOneOfManyClaimants() throws Exception {
    // Given
    String id = accept(Letters.sell()).entry().id();
    Callable<Boolean> claim = () -> ledger.claim(id, LONG_AGO, NOW).isPresent();
    // When
    List<Boolean> won;
    try (ExecutorService claimants = Executors.newFixedThreadPool(8)) {
      won =
          claimants.invokeAll(IntStream.range(0, 16).mapToObj(_ -> claim).toList()).stream()
              .map(Future::resultNow)
              .toList();
    }
    // Then
    assertThat(won).containsOnlyOnce(true);
  }

  @Test
  void doesNotClaimWhatIsNotDueOrTooOld() {
    // Given
    String id = accept(Letters.sell()).entry().id();
    // When
    boolean tooOld = ledger.claim(id, NOW.plusSeconds(1), NOW).isPresent();
    ledger.resolve(id, verdict(LedgerState.PENDING, NOW.plusSeconds(60)), NOW);
    boolean early = ledger.claim(id, LONG_AGO, NOW.plusSeconds(59)).isPresent();
    boolean due = ledger.claim(id, LONG_AGO, NOW.plusSeconds(60)).isPresent();
    // Then
    assertThat(List.of(tooOld, early, due)).containsExactly(false, false, true);
  }

  @Test
  void letsOnlyTheHolderOfTheFenceSettle() {
    // Given
    String id = accept(Letters.sell()).entry().id();
    long first = ledger.claim(id, LONG_AGO, NOW).getAsLong();
    ledger.settle(id, first, verdict(LedgerState.PENDING, NOW), NOW);
    long second = ledger.claim(id, LONG_AGO, NOW).getAsLong();
    // When
    boolean zombie = ledger.settle(id, first, verdict(LedgerState.ACCEPTED, NOW), NOW);
    // Then
    assertThat(zombie).isFalse();
    assertThat(second).isGreaterThan(first);
    assertThat(state(id)).isEqualTo(LedgerState.SENDING);
  }

  @Test
  void letsTheHolderTurnUnknownIntoAcceptedAndNothingElse() {
    // Given
    String id = accept(Letters.sell()).entry().id();
    long fence = ledger.claim(id, LONG_AGO, NOW).getAsLong();
    ledger.settle(id, fence, verdict(LedgerState.UNKNOWN, NOW), NOW);
    // When
    boolean again = ledger.settle(id, fence, verdict(LedgerState.PENDING, NOW), NOW);
    boolean late = ledger.settle(id, fence, verdict(LedgerState.ACCEPTED, NOW), NOW);
    // Then
    assertThat(again).isFalse();
    assertThat(late).isTrue();
    assertThat(state(id)).isEqualTo(LedgerState.ACCEPTED);
  }

  @Test
  void handsADueRowToOneTimerAtATime() {
    // Given
    accept(Letters.sell());
    Instant later = NOW.plusSeconds(61);
    // When
    List<LedgerEntry> first = ledger.due("", later, later.plusSeconds(60), 10);
    List<LedgerEntry> second = ledger.due("", later, later.plusSeconds(60), 10);
    // Then
    assertThat(first).hasSize(1);
    assertThat(second).isEmpty();
  }

  @Test
  void parksAnUnknownRowOnce() {
    // Given
    String id = accept(Letters.sell()).entry().id();
    long fence = ledger.claim(id, LONG_AGO, NOW).getAsLong();
    ledger.settle(id, fence, verdict(LedgerState.UNKNOWN, NOW), NOW);
    Instant later = NOW.plus(Duration.ofMinutes(16));
    // When
    int first = ledger.park(NOW.plusSeconds(1), later, 10).size();
    int second = ledger.park(NOW.plusSeconds(1), later, 10).size();
    // Then
    assertThat(List.of(first, second)).containsExactly(1, 0);
  }

  @Test
  void showsAMailToItsOwnerOnly() {
    // Given
    String id = accept(Letters.sell()).entry().id();
    Owner bob = new Owner("bob");
    // When
    var foreign = ledger.find(bob, id);
    // Then
    assertThat(foreign).isEmpty();
    assertThat(ledger.list(bob, 10)).isEmpty();
    assertThat(ledger.find(ANNA, id)).isPresent();
  }

  @Test
  void keepsEveryChangeOfState() {
    // Given
    String id = accept(Letters.sell()).entry().id();
    long fence = ledger.claim(id, LONG_AGO, NOW).getAsLong();
    // When
    ledger.settle(id, fence, verdict(LedgerState.ACCEPTED, NOW), NOW);
    // Then
    List<String> states =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("select state from notification.mail_history order by id")
                        .mapTo(String.class)
                        .list());
    assertThat(states).containsExactly("PENDING", "SENDING", "ACCEPTED");
  }

  private Acceptance accept(NotificationRequested request) {
    return ledger.accept(
        LedgerKey.of(request, "smtp"), request, "subject", NOW, NOW.plus(Duration.ofMinutes(1)));
  }

  private LedgerState state(String id) {
    return ledger.find(ANNA, id).orElseThrow().state();
  }

  private static Verdict verdict(LedgerState state, Instant notBefore) {
    return new Verdict(state, "because", notBefore, "");
  }
}
