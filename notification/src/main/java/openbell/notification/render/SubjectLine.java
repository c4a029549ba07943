package openbell.notification.render;

import java.util.List;
import java.util.stream.Stream;
import openbell.model.message.DigestRequested;
import openbell.model.message.NoticeRequested;
import openbell.model.message.Notification;
import openbell.model.message.NotificationRequested;
import openbell.model.run.Purpose;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalReport;

/// A subject that says it all, so that most mails need no opening. What changed comes first: a
/// phone shows forty characters.
public final class SubjectLine {

  /// Longest portfolio name in a subject, in characters.
  static final int LONGEST_NAME = 50;

  /// Longest symbol in a subject.
  static final int LONGEST_SYMBOL = 24;

  /// Changes that are named one by one; more are counted.
  static final int MOST_NAMED = 3;

  private SubjectLine() {}

  /// `AAPL: SELL today · Golden cross · 1 change · 11 May 2018`, in the reader's language. Always
  /// one harmless line.
  public static String of(Notification request) {
    Words words = Words.of(request.recipient().language());
    return switch (request) {
      case NotificationRequested signal -> of(signal, words);
      case NoticeRequested notice -> of(notice, words);
      // How many of them changed is only known when the items are read: see DigestLetter.
      case DigestRequested digest ->
          words.say(
              "subject.digest",
              words.count("reports", digest.items().size()),
              words.day(digest.session().date()));
    };
  }

  private static String of(NoticeRequested notice, Words words) {
    String name = cut(notice.portfolioName());
    return switch (notice.kind()) {
      case CONFIRM -> words.say("subject.confirm", name);
      case TEST -> words.say("subject.test", name);
      case NO_SIGNAL -> words.say("subject.noSignal", name, words.day(notice.session().date()));
    };
  }

  private static String of(NotificationRequested request, Words words) {
    SignalReport report = request.report();
    String name = cut(report.portfolioName());
    String day = words.day(request.run().session().date());
    String subject =
        Weeks.isWeekly(request)
            ? words.say("subject.week", name, words.count("changes", Weeks.count(request)), day)
            : daily(request, name, day, words);
    String hand = request.run().purpose() == Purpose.MANUAL ? words.say("subject.byHand") : "";
    return labels(request, words) + subject + hand;
  }

  private static String daily(NotificationRequested request, String name, String day, Words words) {
    List<Signal> changes = request.report().changes();
    if (changes.isEmpty()) {
      return words.say("subject.quiet", name, day);
    }
    String count = words.count("changes", changes.size());
    boolean today =
        changes.size() == 1
            && request.run().purpose() == Purpose.SCHEDULED
            && request.revision() == 1
            && !Remarks.isLate(request.report());
    return today
        ? words.say(
            "subject.today",
            symbol(changes.getFirst()),
            Moves.loud(changes.getFirst().action(), words),
            name,
            count,
            day)
        : words.say("subject.changes", named(changes, words), name, count, day);
  }

  private static String labels(NotificationRequested request, Words words) {
    String late = Remarks.isLate(request.report()) ? words.say("label.late") : "";
    return request.revision() > 1 ? late + words.say("label.correction") : late;
  }

  /// `AAPL SELL, MSFT BUY and 2 more`
  static String named(List<Signal> changes, Words words) {
    Stream<String> names =
        changes.stream()
            .limit(MOST_NAMED)
            .map(
                change ->
                    words.say("subject.named", symbol(change), Moves.loud(change.action(), words)));
    int more = changes.size() - MOST_NAMED;
    return more > 0
        ? words.list(Stream.concat(names, Stream.of(words.say("more", more))).toList())
        : String.join(words.say("list.comma"), names.toList());
  }

  private static String symbol(Signal signal) {
    return Plain.line(signal.symbol(), LONGEST_SYMBOL);
  }

  static String cut(String name) {
    return Plain.line(name, LONGEST_NAME);
  }
}
