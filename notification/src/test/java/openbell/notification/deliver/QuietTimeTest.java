package openbell.notification.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import openbell.model.message.NoticeRequested.Kind;
import openbell.model.message.Notification;
import openbell.model.portfolio.Subscriber;
import openbell.model.portfolio.Subscriber.QuietHours;
import openbell.notification.digest.Reports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietTimeTest {

  @ParameterizedTest(name = "{5}")
  @CsvSource({
    "22:00, 07:00, 2026-06-10T20:00:00Z, 2026-06-11T05:00:00Z, Europe/Berlin, begins in the evening",
    "22:00, 07:00, 2026-06-11T04:59:59Z, 2026-06-11T05:00:00Z, Europe/Berlin, lasts over midnight",
    "12:00, 14:00, 2026-06-11T10:30:00Z, 2026-06-11T12:00:00Z, Europe/Berlin, lies inside a day",
    "22:00, 07:00, 2026-03-28T23:00:00Z, 2026-03-29T05:00:00Z, Europe/Berlin, clocks go forward",
    "22:00, 07:00, 2026-10-24T23:00:00Z, 2026-10-25T06:00:00Z, Europe/Berlin, clocks go back",
    "22:00, 02:30, 2026-03-29T00:59:59Z, 2026-03-29T01:00:00Z, Europe/Berlin, ends in the gap",
    "22:00, 02:30, 2026-10-25T00:29:59Z, 2026-10-25T00:30:00Z, Europe/Berlin, ends the first time",
    "02:30, 06:00, 2026-10-25T01:10:00Z, 2026-10-25T05:00:00Z, Europe/Berlin, begins the first time",
  })
  void keepsAMailUntilTheEndOfQuietHours(
      LocalTime from, LocalTime until, Instant now, Instant end, String zone, String name) {
    // Given
    Notification signal = Reports.signal("spy", reader(from, until, zone));
    // When
    Optional<QuietTime> quiet = QuietTime.at(signal, now);
    // Then
    assertThat(quiet).as(name).contains(new QuietTime(end, reason(until, zone)));
  }

  @ParameterizedTest(name = "{4}")
  @CsvSource({
    "22:00, 07:00, 2026-06-10T19:59:59Z, Europe/Berlin, before they begin",
    "22:00, 07:00, 2026-06-11T05:00:00Z, Europe/Berlin, when they end",
    "22:00, 02:30, 2026-03-29T01:00:00Z, Europe/Berlin, after the gap they ended in",
    "22:00, 02:30, 2026-10-25T01:10:00Z, Europe/Berlin, when the clock shows the hour again",
  })
  void letsAMailGoOutsideQuietHours(
      LocalTime from, LocalTime until, Instant now, String zone, String name) {
    // Given
    Notification signal = Reports.signal("spy", reader(from, until, zone));
    // When
    Optional<QuietTime> quiet = QuietTime.at(signal, now);
    // Then
    assertThat(quiet).as(name).isEmpty();
  }

  @Test
  void keepsReportsOfMissingSignalsAndNothingThatIsWaitedFor() {
    // Given
    Subscriber reader = reader(LocalTime.of(22, 0), LocalTime.of(7, 0), "UTC");
    Instant night = Instant.parse("2026-06-10T23:00:00Z");
    // When / Then
    assertThat(QuietTime.at(Reports.notice("spy", Kind.NO_SIGNAL, reader), night)).isPresent();
    assertThat(QuietTime.at(Reports.notice("spy", Kind.CONFIRM, reader), night)).isEmpty();
    assertThat(QuietTime.at(Reports.notice("spy", Kind.TEST, reader), night)).isEmpty();
  }

  private static String reason(LocalTime until, String zone) {
    return "Quiet hours until " + until + " " + zone;
  }

  private static Subscriber reader(LocalTime from, LocalTime until, String zone) {
    return Reports.reader(ZoneId.of(zone), new QuietHours(from, until));
  }
}
