package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import openbell.model.message.NoticeRequested.Kind;
import openbell.model.portfolio.Subscriber;
import openbell.model.portfolio.Subscriber.QuietHours;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.deliver.LedgerState;
import openbell.notification.digest.Reports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Quiet hours with a real ledger and a folder of mails. New York opens at 13:30 UTC.
class QuietHoursTest {
  private static final String CLOSES = "2018-05-11T13:40:00Z";

  @TempDir Path mailbox;

  private HoldingHouse house;

  @BeforeEach
  void start() {
    house = new HoldingHouse(mailbox, "2018-05-11T13:31:00Z");
  }

  @Test
  void waitsForTheEndOfQuietHoursAndIsNotTooOldThen() throws Exception {
    // Given: 15:31 in Berlin
    Subscriber reader =
        Reports.reader(
            ZoneId.of("Europe/Berlin"), new QuietHours(LocalTime.of(15, 0), LocalTime.of(7, 0)));
    house.take(Reports.signal("one", reader));
    house.take(Reports.signal("two", reader));
    house.take(Reports.notice("three", Kind.TEST, reader));
    house.at(CLOSES);
    // When
    house.beat();
    List<String> evening = house.mails();
    List<LedgerEntry> waiting = house.rows(LedgerState.PENDING);
    house.at("2018-05-12T04:59:59Z");
    house.beat();
    List<String> night = house.mails();
    house.at("2018-05-12T05:00:00Z");
    house.beat();
    // Then
    assertThat(evening).hasSize(1).first().asString().contains("test");
    assertThat(waiting)
        .extracting(LedgerEntry::reason)
        .containsExactly("Quiet hours until 07:00 Europe/Berlin");
    assertThat(night).hasSize(1);
    assertThat(house.mails()).hasSize(2);
  }

  @Test
  void isTooOldWhenItCouldNotBeSentForSixHoursAfterQuietHours() {
    // Given
    Subscriber reader =
        Reports.reader(
            ZoneId.of("Europe/Berlin"), new QuietHours(LocalTime.of(15, 0), LocalTime.of(7, 0)));
    house.take(Reports.signal("one", reader));
    house.at(CLOSES);
    house.beatDigests();
    // When
    house.at("2018-05-12T11:00:01Z");
    house.beat();
    // Then
    assertThat(house.rows(LedgerState.SUPPRESSED))
        .extracting(LedgerEntry::reason)
        .first()
        .asString()
        .startsWith("TOO_OLD");
  }
}
