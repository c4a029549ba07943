package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import openbell.notification.deliver.Account;
import openbell.notification.deliver.Bucket.Limits;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Email;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendOutcome;
import openbell.notification.deliver.SendPace;
import openbell.notification.deliver.SharedRate;
import openbell.notification.suppress.SuppressionList.Reason;
import openbell.runtime.testing.ManualClock;
import org.junit.jupiter.api.Test;

/// Two notifiers over one database, and a clock that the test sets.
class SharedRateTest {
  private static final Instant NOON = Instant.parse("2018-05-11T12:00:00Z");

  private final LedgerDatabase database = new LedgerDatabase();
  private final ManualClock clock = ManualClock.at(NOON);
  private final List<Email> sent = new CopyOnWriteArrayList<>();
  private Optional<Limits> limits = Optional.empty();

  @Test
  void givesTwoNotifiersTogetherNoMoreThanTheRate() {
    // Given
    SharedRate one = rate(SendPace.of("10"));
    SharedRate other = rate(SendPace.of("10"));
    int granted = 0;
    // When
    for (int tenth = 0; tenth < 600; tenth++) {
      clock.advance(Duration.ofMillis(100));
      granted += one.take(5) + other.take(5);
    }
    // Then
    assertThat(granted).isBetween(595, 601);
  }

  @Test
  void saysFourFifthsOfTheAccountsRateAndKeepsItWhenTheAccountIsSilent() {
    // Given
    SharedRate rate = rate(SendPace.NO_LIMIT);
    limits = Optional.of(new Limits(14, 50_000, 0));
    rate.refresh();
    double first = rate.perSecond();
    // When
    limits = Optional.empty();
    clock.advance(Duration.ofMinutes(2));
    rate.refresh();
    // Then
    assertThat(List.of(first, rate.perSecond())).allMatch(a -> Math.abs(a - 11.2) < 1e-9);
    assertThat(rate(SendPace.of("5")).perSecond()).isEqualTo(5);
  }

  @Test
  void stopsByItsOwnCountBeforeTheProviderSaysNo() {
    // Given
    SharedRate rate = rate(SendPace.NO_LIMIT);
    limits = Optional.of(new Limits(1_000, 200, 150));
    rate.refresh();
    limits = Optional.empty();
    int granted = 0;
    // When
    for (int second = 0; second < 10; second++) {
      clock.advance(Duration.ofSeconds(1));
      granted += rate.take(30);
    }
    boolean stopped = rate.look().isStopped(clock.instant());
    clock.set(Instant.parse("2018-05-12T00:00:01Z"));
    // Then
    assertThat(granted).isEqualTo(50);
    assertThat(stopped).isTrue();
    assertThat(rate.take(30)).isEqualTo(30);
  }

  @Test
  void goesOnWhenTheAccountHasRoomAgain() {
    // Given
    SharedRate rate = rate(SendPace.NO_LIMIT);
    rate.outOfQuota("full");
    limits = Optional.of(new Limits(10, 200, 100));
    // When
    clock.advance(Duration.ofMinutes(14));
    rate.refresh();
    int early = rate.take(1);
    clock.advance(Duration.ofMinutes(2));
    rate.refresh();
    // Then
    assertThat(List.of(early, rate.take(1))).containsExactly(0, 1);
  }

  @Test
  void servesOwnersInTurn() throws Exception {
    // Given
    try (SendingDesk desk = desk(SendPace.of("10"))) {
      desk.accept("anna", 50);
      clock.advance(Duration.ofMillis(1));
      desk.accept("bob", 5);
      desk.rate.take(1);
      // When
      clock.advance(Duration.ofSeconds(1));
      desk.send();
    }
    // Then
    assertThat(sent)
        .hasSize(10)
        .filteredOn(mail -> mail.headers().toString().contains("bob"))
        .hasSize(5);
  }

  @Test
  void issuesNothingToWhoIsSuppressedOrGone() throws Exception {
    // Given
    try (SendingDesk desk = desk(SendPace.NO_LIMIT)) {
      List<String> ids = new ArrayList<>(desk.accept("anna", 3));
      JdbiSuppressionList list = new JdbiSuppressionList(database.jdbi());
      list.add("Anna@Example.com", Reason.BY_HAND, "operator o", clock.instant());
      // When
      desk.send();
      // Then
      assertThat(sent).isEmpty();
      assertThat(desk.states()).isEqualTo(Map.of(LedgerState.SUPPRESSED, 3));
      assertThat(desk.reason(ids.getFirst())).startsWith("BY_HAND");
    }
  }

  @Test
  void sendsNothingUnderASubscriptionThatEndedMeanwhile() throws Exception {
    // Given
    try (SendingDesk desk = desk(SendPace.NO_LIMIT)) {
      String id = desk.accept("anna", 1).getFirst();
      database
          .jdbi()
          .useHandle(h -> h.execute("update notification.mail_ledger set subscription = 's-1'"));
      new JdbiSuppressionList(database.jdbi()).change("s-1", true, clock.instant());
      // When
      desk.send();
      // Then
      assertThat(sent).isEmpty();
      assertThat(desk.reason(id)).startsWith("UNSUBSCRIBED");
    }
  }

  @Test
  void readsTheSetting() {
    assertThat(SendPace.of("unlimited")).isEqualTo(SendPace.NO_LIMIT);
    assertThat(SendPace.of("0.5").perSecond()).hasValue(0.5);
    assertThatThrownBy(() -> SendPace.of("0")).hasMessageContaining("or unlimited");
  }

  private SendingDesk desk(SendPace pace) {
    return new SendingDesk(database, clock, new Pigeon(), pace, Optional::empty);
  }

  private SharedRate rate(SendPace pace) {
    Account account = () -> limits;
    return new SharedRate("ses", new JdbiBuckets(database.jdbi()), pace, account, _ -> {}, clock);
  }

  /// Takes everything.
  private final class Pigeon implements Channel {
    @Override
    public String name() {
      return "smtp";
    }

    @Override
    public SendOutcome send(Email email) {
      sent.add(email);
      return new SendOutcome.Accepted("m");
    }
  }
}
