package openbell.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import openbell.embedded.Audience.Stay;
import openbell.embedded.FoundMails.Found;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.portfolio.Subscriber.QuietHours;
import openbell.signal.audience.Subscription.Terms;
import openbell.signal.subscribe.Wish;

/// What readers do with the links in their mails, and with nothing else.
final class ReplayReaders {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  static final LocalTime AWAKE = LocalTime.of(18, 0);
  private static final Wish QUIET_DAYS =
      new Wish(
          Preference.EVERY_SESSION,
          "en",
          new Terms(BERLIN, new QuietHours(LocalTime.of(8, 0), AWAKE), false),
          null);

  private final ReplayHouse house;
  private final Audience audience;
  private final Set<String> confirmed = new HashSet<>();
  private final Map<Path, Found> read = new HashMap<>();

  ReplayReaders(ReplayHouse house, Audience audience) {
    this.house = house;
    this.audience = audience;
  }

  /// Before the runs of a session.
  void before(int session) {
    if (session == Audience.QUIET) {
      preferences(
          Stay.SLEEPS, token -> assertThat(house.desk.choose(token, QUIET_DAYS)).isPresent());
    }
    if (session == Audience.GONE) {
      oneClick(Stay.LEAVES);
      oneClick(Stay.RETURNS);
    }
    if (session == Audience.BACK) {
      preferences(Stay.RETURNS, token -> assertThat(house.desk.resume(token)).isPresent());
    }
    house.tell();
  }

  /// When the runs of a session were told, before its digests close.
  void between(int session) {
    if (session == Audience.GONE) {
      oneClick(Stay.LEAVES_LATE);
      house.tell();
    }
  }

  /// After the mails of a session.
  void after(int session) {
    if (session < Audience.NAMED || confirmed.size() == house.asked()) {
      return;
    }
    for (Found mail : FoundMails.in(house.mailbox, read)) {
      if (mail.isConfirmation() && confirmed.add(mail.id())) {
        assertThat(mail.unsubscribe()).as("there is nothing to end yet").isEmpty();
        assertThat(house.desk.confirm(mail.confirmToken())).isPresent();
      }
    }
    house.tell();
  }

  /// A mail program posts to the address in the header of each kind of mail it has.
  private void oneClick(Stay stay) {
    mails(stay).stream()
        .map(Found::unsubscribe)
        .distinct()
        .forEach(
            token -> {
              assertThat(token).startsWith("v1.");
              house.desk.unsubscribe(token);
            });
  }

  private void preferences(Stay stay, Consumer<String> use) {
    mails(stay).stream().map(Found::preferencesToken).distinct().forEach(use);
  }

  private List<Found> mails(Stay stay) {
    List<String> addresses = audience.that(stay).stream().map(Audience.Reader::address).toList();
    List<Found> mails =
        FoundMails.in(house.mailbox, read).stream()
            .filter(mail -> addresses.contains(mail.to()))
            .toList();
    assertThat(mails).extracting(Found::to).containsAll(addresses);
    return mails;
  }
}
