package openbell.notification.render;

import java.util.List;
import java.util.stream.Collectors;
import openbell.model.message.DigestRequested;
import openbell.model.message.NoticeRequested;
import openbell.model.message.Notification;
import openbell.model.message.NotificationRequested;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalAction;

/// A subject that says it all, so that most mails need no opening.
public final class SubjectLine {

  /// Longest portfolio name in a subject, in characters.
  static final int LONGEST_NAME = 60;

  /// Changes that are named one by one; more are counted.
  static final int MOST_NAMED = 3;

  private SubjectLine() {}

  /// `Golden cross: AAPL SELL · 1 change · 11 May 2018`
  public static String of(Notification request) {
    return switch (request) {
      case NotificationRequested signal -> of(signal);
      case NoticeRequested notice -> of(notice);
      case DigestRequested digest ->
          "Your portfolios · %d reports · %s"
              .formatted(digest.items().size(), Formats.day(digest.session().date()));
    };
  }

  private static String of(NoticeRequested notice) {
    String name = cut(notice.portfolioName());
    return switch (notice.kind()) {
      case CONFIRM -> "Please confirm: mails about " + name;
      case TEST -> "[test] " + name + ": mail reaches you";
      case NO_SIGNAL -> name + ": no signal today · " + Formats.day(notice.session().date());
    };
  }

  private static String of(NotificationRequested request) {
    RunRef run = request.run();
    List<Signal> changes = request.report().changes();
    StringBuilder subject = new StringBuilder();
    if (run.revision() > 1) {
      subject.append("[correction] ");
    }
    subject.append(cut(request.report().portfolioName())).append(": ");
    subject.append(changes.isEmpty() ? "no change" : named(changes) + " · " + count(changes));
    subject.append(" · ").append(Formats.day(run.session().date()));
    if (run.purpose() == Purpose.MANUAL) {
      subject.append(" · run by hand");
    }
    return subject.toString();
  }

  /// `AAPL SELL, MSFT BUY and 2 more`
  static String named(List<Signal> changes) {
    String names =
        changes.stream()
            .limit(MOST_NAMED)
            .map(change -> change.symbol() + " " + word(change.action()))
            .collect(Collectors.joining(", "));
    int more = changes.size() - MOST_NAMED;
    return more > 0 ? names + " and " + more + " more" : names;
  }

  static String count(List<Signal> changes) {
    return changes.size() == 1 ? "1 change" : changes.size() + " changes";
  }

  /// Recipients see Buy, Sell, Hold and Empty.
  static String word(SignalAction action) {
    return switch (action) {
      case ENTER, INCREASE -> "BUY";
      case EXIT, REDUCE -> "SELL";
      case HOLD -> "HOLD";
      case FLAT -> "EMPTY";
    };
  }

  private static String cut(String name) {
    if (name.codePointCount(0, name.length()) <= LONGEST_NAME) {
      return name;
    }
    return name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)).strip() + "…";
  }
}
