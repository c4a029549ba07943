package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.portfolio.Subscriber;
import openbell.notification.render.LetterPress;
import openbell.notification.render.Letters;
import openbell.notification.render.MoreLetters;
import openbell.notification.render.Rendered;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What readers share is made once; what is a reader's own goes to nobody else.
class SharedPartsTest {
  private final LetterPress press = Presses.of();

  @Test
  void givesEveryReaderTheirOwnLinksAndTimes() {
    // Given
    Rendered anna = print(reader("s-anna", "Europe/Berlin", false));
    // When
    Rendered ben = print(reader("s-ben", "Asia/Tokyo", false));
    // Then
    assertThat(anna.text()).contains("15:30 in Berlin").doesNotContain("Tokyo");
    assertThat(ben.text()).contains("22:30 in Tokyo").doesNotContain("Berlin");
    assertThat(ben.html()).contains("22:30 in Tokyo").doesNotContain("Berlin");
    assertThat(link(anna)).isNotEqualTo(link(ben));
  }

  @Test
  void writesTheSameBytesFromKeptPartsAsAnew() {
    // Given
    print(reader("s-ben", "Asia/Tokyo", false));
    NotificationRequested request = reader("s-anna", "Europe/Berlin", false);
    // When
    Rendered kept = print(request);
    // Then
    assertThat(kept).isEqualTo(Presses.print(request).content());
  }

  @Test
  void tellsNobodyWhatAnotherHolds() {
    // Given
    Rendered owner = print(MoreLetters.withPlan("en"));
    NotificationRequested plan = MoreLetters.withPlan("en");
    // When
    Rendered other = print(with(plan, MoreLetters.subscriber(false)));
    // Then
    assertThat(owner.text()).contains("5,200.00");
    assertThat(other.text()).doesNotContain("5,200.00", "For your own holdings");
    assertThat(other.html()).doesNotContain("5,200.00", "For your own holdings");
  }

  @Test
  void neverTakesTheWordsOfAnotherReport() {
    // Given
    print(with(Letters.sell(), null));
    NotificationRequested revised =
        MoreLetters.noted(Letters.sell(), "History of AAPL was restated.");
    // When
    Rendered mail = print(with(revised, null));
    // Then
    assertThat(mail.text()).contains("History of AAPL was restated.");
  }

  @Test
  void leavesHtmlAndPictureOutForWhoeverWantsText() {
    // When
    var printed = press.print(reader("s-anna", "Europe/Berlin", true), Presses.ACCEPTED);
    // Then
    assertThat(printed.content().html()).isEmpty();
    assertThat(printed.chart()).isEmpty();
    assertThat(printed.content().text()).contains("Unsubscribe: https://");
  }

  @Test
  void countsTheChangesThatItLeavesOut() {
    // Given
    NotificationRequested crowded = MoreLetters.crowded(45);
    // When
    Rendered mail = print(crowded);
    // Then
    assertThat(mail.text()).contains("and 25 more changes, on the page of the run");
    assertThat(mail.html().length()).isLessThan(100_000);
  }

  @Test
  void saysThatAReaderJustSubscribed() {
    // Given
    Subscriber fresh =
        new Subscriber("s-new", LocalDate.parse("2018-05-09"), ZoneId.of("UTC"), null, false);
    // When
    Rendered mail = print(with(Letters.sell(), fresh));
    // Then
    assertThat(mail.text()).contains("You just subscribed, on 9 May 2018.");
  }

  private Rendered print(NotificationRequested request) {
    return press.print(request, Presses.ACCEPTED).content();
  }

  private static String link(Rendered mail) {
    return mail.text()
        .lines()
        .filter(line -> line.startsWith("Unsubscribe"))
        .findFirst()
        .orElse("");
  }

  private static NotificationRequested reader(String id, String zone, boolean textOnly) {
    return with(
        Letters.sell(),
        new Subscriber(id, LocalDate.parse("2018-02-20"), ZoneId.of(zone), null, textOnly));
  }

  private static NotificationRequested with(
      NotificationRequested request, @Nullable Subscriber subscriber) {
    return MoreLetters.as(request, "en", Preference.EVERY_SESSION, subscriber, null, List.of());
  }
}
