package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.run.FailureReason;
import openbell.notification.adapter.FaultySes.Fault;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendPace;
import openbell.notification.wiring.SesClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole way from the ledger to an endpoint that goes wrong: whatever it does, its log has each
/// mail at most once.
class SesFaultsTest {
  private static final int MAILS = 20;

  private final FaultySes ses = new FaultySes();
  private SendingDesk desk;

  @BeforeEach
  void open() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    desk = SendingDesk.of(channel(), SendPace.NO_LIMIT);
  }

  @AfterEach
  void close() {
    ses.close();
    desk.close();
  }

  /// The third request to the tenth go wrong; what the eight mails come to in the end.
  @ParameterizedTest
  @CsvSource({
    "THROTTLE, ACCEPTED",
    "PAUSED, ACCEPTED",
    "REFUSE, REJECTED",
    "FIVE_HUNDRED, UNKNOWN",
    "HANG, UNKNOWN",
    "RESET, UNKNOWN",
    "GARBAGE, UNKNOWN",
    "CUT, UNKNOWN",
    "SLOW, ACCEPTED"
  })
  void sendsEachMailOnceWhateverGoesWrong(Fault fault, LedgerState end) throws Exception {
    // Given
    ses.plays(n -> n >= 2 && n < 10 ? fault : Fault.NONE);
    List<String> ids = desk.accept("anna", MAILS);
    // When
    for (int beat = 0; beat < 8; beat++) {
      desk.send();
      desk.clock.advance(Duration.ofMinutes(2));
    }
    // Then
    Map<LedgerState, Integer> expected =
        end == LedgerState.ACCEPTED
            ? Map.of(LedgerState.ACCEPTED, MAILS)
            : Map.of(LedgerState.ACCEPTED, MAILS - 8, end, 8);
    assertThat(desk.states()).isEqualTo(expected);
    assertThat(ses.taken()).doesNotHaveDuplicates().isSubsetOf(ids);
    assertThat(ses.requests()).hasSize(fault == Fault.THROTTLE || fault == Fault.PAUSED ? 28 : 20);
  }

  @Test
  void isNotSentAgainByTheConnectionThatWasKeptAlive() throws Exception {
    // Given
    ses.plays(n -> n == 1 ? Fault.RESET : Fault.NONE);
    SesChannel channel = channel();
    channel.send(ChannelContract.email("first", "x"));
    // When
    channel.send(ChannelContract.email("second", "x"));
    // Then
    assertThat(ses.requests()).containsExactly("first", "second");
  }

  @Test
  void lowersTheSharedRateWhenItIsThrottled() throws Exception {
    // Given
    ses.plays(n -> n < 5 ? Fault.THROTTLE : Fault.NONE);
    desk.accept("anna", 5);
    // When
    desk.send();
    double throttled = desk.rate.perSecond();
    desk.clock.advance(Duration.ofMinutes(3));
    double later = desk.rate.perSecond();
    desk.clock.advance(Duration.ofMinutes(3));
    // Then
    assertThat(throttled).isEqualTo(50);
    assertThat(later).isEqualTo(80);
    assertThat(desk.rate.perSecond()).isInfinite();
  }

  @Test
  void keepsTheQueueWhenTheDaysQuotaIsUsedUpAndGoesOnTheNextDay() throws Exception {
    // Given
    ses.plays(n -> n >= 5 && n < 25 ? Fault.QUOTA : Fault.NONE);
    List<String> ids = desk.accept("anna", MAILS);
    // When
    desk.send();
    int sent = ses.taken().size();
    int refused = ses.requests().size();
    desk.clock.advance(Duration.ofHours(5));
    desk.send();
    int meanwhile = ses.requests().size() - refused;
    ses.plays(_ -> Fault.NONE);
    desk.clock.set(Instant.parse("2018-05-12T00:00:01Z"));
    desk.send();
    // Then
    assertThat(List.of(sent, meanwhile)).containsExactly(5, 0);
    assertThat(desk.states()).isEqualTo(Map.of(LedgerState.ACCEPTED, MAILS));
    assertThat(ses.taken()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ids);
    assertThat(desk.alerts)
        .filteredOn(alert -> alert.text().contains("stops until"))
        .hasSize(1)
        .allMatch(alert -> alert.reason() == FailureReason.PROVIDER_BUSY);
  }

  @Test
  void saysWhatTheAccountAllows() {
    // Given
    SesAccount account =
        new SesAccount(SesClients.of("eu-west-1", Optional.of(ses.uri()), second()));
    boolean nothing = account.limits().isEmpty();
    ses.allows(
        "{\"SendQuota\":{\"Max24HourSend\":200.0,\"MaxSendRate\":1.0,\"SentLast24Hours\":17.0}}");
    // When
    var limits = account.limits().orElseThrow();
    // Then
    assertThat(nothing).isTrue();
    assertThat(List.of(limits.perSecond(), limits.perDay(), limits.sentInDay()))
        .containsExactly(1.0, 200.0, 17.0);
  }

  private SesChannel channel() {
    return new SesChannel(
        SesClients.of("eu-west-1", Optional.of(ses.uri()), second()), "openbell-events");
  }

  private static Duration second() {
    return Duration.ofSeconds(1);
  }
}
