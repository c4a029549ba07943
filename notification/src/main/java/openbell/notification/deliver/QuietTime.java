package openbell.notification.deliver;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import openbell.model.calendar.LocalMoment;
import openbell.model.message.NoticeRequested;
import openbell.model.message.Notification;
import openbell.model.portfolio.Subscriber;
import openbell.model.portfolio.Subscriber.QuietHours;

/// Hours in which a reader wants no mail. Pure.
///
/// @param until the first moment after them
/// @param reason e.g. `Quiet hours until 07:00 Europe/Berlin`
public record QuietTime(Instant until, String reason) {

  /// The quiet hours that a moment lies in, by the reader's clock on that very day. A confirmation
  /// and a test are waited for, and never kept back.
  public static Optional<QuietTime> at(Notification request, Instant now) {
    Subscriber reader = request.subscriber();
    if (reader == null || reader.quiet() == null || isWaitedFor(request)) {
      return Optional.empty();
    }
    QuietHours quiet = reader.quiet();
    LocalDate today = now.atZone(reader.zone()).toLocalDate();
    // Over midnight they began yesterday. Both ends are moments of their own, so that a change of
    // the clocks inside them moves neither.
    for (LocalDate day : List.of(today.minusDays(1), today)) {
      LocalDate last = quiet.from().isBefore(quiet.until()) ? day : day.plusDays(1);
      Instant from = LocalMoment.of(day, quiet.from(), reader.zone());
      Instant until = LocalMoment.of(last, quiet.until(), reader.zone());
      if (!now.isBefore(from) && now.isBefore(until)) {
        String reason = "Quiet hours until %s %s".formatted(quiet.until(), reader.zone());
        return Optional.of(new QuietTime(until, reason));
      }
    }
    return Optional.empty();
  }

  private static boolean isWaitedFor(Notification request) {
    return request instanceof NoticeRequested notice
        && notice.kind() != NoticeRequested.Kind.NO_SIGNAL;
  }
}
