package openbell.notification.render;

import java.util.ArrayList;
import java.util.List;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.signal.SessionChanges;
import openbell.model.signal.Signal;
import openbell.notification.render.LetterModel.WeekDay;

/// What a weekly letter says about its sessions.
final class Weeks {

  /// Changes of one session that are said one by one.
  private static final int MOST_A_DAY = 12;

  private Weeks() {}

  static boolean isWeekly(NotificationRequested request) {
    return !request.week().isEmpty() || request.recipient().when() == Preference.WEEKLY;
  }

  static int count(NotificationRequested request) {
    return request.report().changes().size()
        + request.week().stream().mapToInt(day -> day.signals().size()).sum();
  }

  /// All changes of the week, oldest first.
  static List<Signal> changes(NotificationRequested request) {
    List<Signal> changes = new ArrayList<>();
    request.week().forEach(day -> changes.addAll(day.signals()));
    changes.addAll(request.report().changes());
    return changes;
  }

  /// One entry per session, oldest first, the letter's own last; empty in a daily letter.
  static List<WeekDay> days(NotificationRequested request, Words words) {
    if (!isWeekly(request)) {
      return List.of();
    }
    List<SessionChanges> sessions = new ArrayList<>(request.week());
    sessions.add(new SessionChanges(request.run().session().date(), request.report().changes()));
    return sessions.stream()
        .map(
            one ->
                new WeekDay(
                    words.weekday(one.session()),
                    one.signals().stream()
                        .limit(MOST_A_DAY)
                        .map(signal -> Moves.move(signal, words))
                        .toList(),
                    Moves.more(one.signals().size() - MOST_A_DAY, words)))
        .toList();
  }
}
