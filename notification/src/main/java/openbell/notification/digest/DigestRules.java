package openbell.notification.digest;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import openbell.model.calendar.CalendarDay;
import openbell.model.calendar.Calendars;
import openbell.model.hash.Sha256;
import openbell.model.market.Session;
import openbell.model.message.DigestRequested;
import openbell.model.message.NoticeRequested;
import openbell.model.message.Notification;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.run.Purpose;
import openbell.notification.deliver.LedgerKey;

/// Which notifications wait for a digest, until when, and what it becomes. Pure.
///
/// @param closeAfter how long after the open, or after its first item, a digest closes
public record DigestRules(Calendars calendars, Duration closeAfter) {

  private static final int LIST_DIGITS = 32;
  private static final int ID_DIGITS = 32;

  /// Reports of scheduled runs to a reader who wants one mail a day. What somebody asked for by
  /// hand is waited for, and goes out by itself.
  public boolean holds(Notification request) {
    boolean report =
        switch (request) {
          case NotificationRequested signal -> signal.purpose() == Purpose.SCHEDULED;
          case NoticeRequested notice -> notice.kind() == NoticeRequested.Kind.NO_SIGNAL;
          case DigestRequested _ -> false;
        };
    return report && request.recipient().when() == Preference.DAILY_DIGEST;
  }

  /// The key of the mail that a notification would be in: one for owner, reader, market, session
  /// and channel.
  public LedgerKey keyFor(Notification item, String channel) {
    return LedgerKey.of(digest(item, List.of()), channel);
  }

  /// When the digest of a session closes whose first item was accepted at `first`: a while after
  /// the open when that is still to come, else as long after its first item.
  public Instant closesAt(Session session, Instant first) {
    return calendars
        .find(session.market())
        .map(calendar -> calendar.day(session.date()))
        .filter(CalendarDay.Trading.class::isInstance)
        .map(day -> ((CalendarDay.Trading) day).hours().open().plus(closeAfter))
        .filter(first::isBefore)
        .orElseGet(() -> first.plus(closeAfter));
  }

  /// What becomes of a digest with these items: those with changes first, then by name. Of a
  /// portfolio that was corrected meanwhile the last revision counts.
  public Closing close(List<HeldItem> items) {
    Map<PortfolioId, Integer> newest = new HashMap<>();
    items.forEach(
        item -> newest.merge(item.request().portfolio(), item.request().revision(), Math::max));
    List<HeldItem> current =
        items.stream()
            .filter(item -> isNewest(item, newest))
            .sorted(
                Comparator.comparing((HeldItem item) -> !item.hasChanges())
                    .thenComparing(item -> item.portfolioName().toLowerCase(Locale.ROOT))
                    .thenComparing(HeldItem::id))
            .toList();
    List<String> corrected =
        items.stream().filter(item -> !isNewest(item, newest)).map(HeldItem::id).toList();
    if (current.isEmpty()) {
      return new Closing.Nothing();
    }
    if (current.size() == 1) {
      return new Closing.Alone(current.getFirst().id(), corrected);
    }
    List<String> ids = current.stream().map(HeldItem::id).toList();
    return new Closing.Merged(digest(terms(current), ids), corrected);
  }

  private static boolean isNewest(HeldItem item, Map<PortfolioId, Integer> newest) {
    return Objects.equals(newest.get(item.request().portfolio()), item.request().revision());
  }

  /// The first that knows the reader's terms speaks for all.
  private static Notification terms(List<HeldItem> items) {
    return items.stream()
        .map(HeldItem::request)
        .filter(request -> request.subscriber() != null)
        .findFirst()
        .orElse(items.getFirst().request());
  }

  private static DigestRequested digest(Notification item, List<String> items) {
    PortfolioId list = listOf(item);
    return new DigestRequested(
        item.owner(),
        list,
        item.session(),
        id(item, list),
        item.recipient(),
        item.subscriber(),
        items);
  }

  /// The reader's list with one owner, which stands where other mails name their portfolio.
  private static PortfolioId listOf(Notification item) {
    String text = String.join("\n", item.owner().value(), address(item));
    return new PortfolioId("digest-" + Sha256.hex(text, LIST_DIGITS));
  }

  private static String id(Notification item, PortfolioId list) {
    String text =
        String.join(
            "\n",
            list.value(),
            item.session().market(),
            item.session().date().toString(),
            address(item),
            DigestRequested.TEMPLATE);
    return Sha256.hex(text, ID_DIGITS);
  }

  private static String address(Notification item) {
    return item.recipient().email().strip().toLowerCase(Locale.ROOT);
  }
}
