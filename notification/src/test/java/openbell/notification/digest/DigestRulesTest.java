package openbell.notification.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import openbell.model.calendar.Calendars;
import openbell.model.market.Session;
import openbell.model.message.NoticeRequested.Kind;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.portfolio.Subscriber;
import openbell.model.run.Purpose;
import openbell.notification.render.Letters;
import org.junit.jupiter.api.Test;

class DigestRulesTest {
  private static final Subscriber READER = Reports.reader(ZoneOffset.UTC, null);

  private final DigestRules rules = new DigestRules(Calendars.builtIn(), Duration.ofMinutes(10));

  @Test
  void holdsReportsOfScheduledRunsForReadersOfDigests() {
    // Given
    NotificationRequested daily = Reports.signal("spy");
    NotificationRequested byHand =
        Reports.signal(Reports.run("spy", 1, Purpose.MANUAL), Letters.sell().report(), READER);
    NotificationRequested always = Letters.sell();
    // When / Then
    assertThat(rules.holds(daily)).isTrue();
    assertThat(rules.holds(Reports.notice("spy", Kind.NO_SIGNAL, READER))).isTrue();
    assertThat(rules.holds(byHand)).isFalse();
    assertThat(always.recipient().when()).isEqualTo(Preference.EVERY_SESSION);
    assertThat(rules.holds(always)).isFalse();
    assertThat(rules.holds(Reports.notice("spy", Kind.CONFIRM, READER))).isFalse();
    assertThat(rules.holds(Reports.notice("spy", Kind.TEST, READER))).isFalse();
  }

  @Test
  void closesAWhileAfterTheOpenOrAfterTheFirstItemThatCameLater() {
    // Given: New York opens at 13:30 UTC in summer
    Instant early = Instant.parse("2018-05-11T12:00:00Z");
    Instant late = Instant.parse("2018-05-11T13:40:00Z");
    Session holiday = new Session("XNYS", LocalDate.parse("2018-05-28"));
    Session unknown = new Session("XXXX", LocalDate.parse("2018-05-11"));
    // When / Then
    assertThat(rules.closesAt(Reports.SESSION, early)).isEqualTo("2018-05-11T13:40:00Z");
    assertThat(rules.closesAt(Reports.SESSION, late)).isEqualTo("2018-05-11T13:50:00Z");
    assertThat(rules.closesAt(holiday, early)).isEqualTo("2018-05-11T12:10:00Z");
    assertThat(rules.closesAt(unknown, early)).isEqualTo("2018-05-11T12:10:00Z");
  }

  @Test
  void putsChangesFirstAndThenGoesByName() {
    // Given
    List<HeldItem> items =
        List.of(
            new HeldItem("1", Reports.quiet("alpha")),
            new HeldItem("2", Reports.signal("zulu")),
            new HeldItem("3", Reports.notice("beta", Kind.NO_SIGNAL, READER)),
            new HeldItem("4", Reports.signal("mike")));
    // When
    Closing closing = rules.close(items);
    // Then
    assertThat(closing).isInstanceOf(Closing.Merged.class);
    assertThat(((Closing.Merged) closing).digest().items()).containsExactly("4", "2", "1", "3");
  }

  @Test
  void leavesOutWhatALaterRevisionCorrects() {
    // Given
    NotificationRequested corrected =
        Reports.signal(Reports.run("spy", 2, Purpose.SCHEDULED), Letters.sell().report(), READER);
    HeldItem first = new HeldItem("1", Reports.signal("spy"));
    HeldItem second = new HeldItem("2", corrected);
    // When
    Closing closing = rules.close(List.of(first, second));
    // Then
    assertThat(closing).isEqualTo(new Closing.Alone("2", List.of("1")));
  }

  @Test
  void makesNoMailOfNothing() {
    // When / Then
    assertThat(rules.close(List.of())).isEqualTo(new Closing.Nothing());
  }
}
