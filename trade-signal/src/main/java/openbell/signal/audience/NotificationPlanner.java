package openbell.signal.audience;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import openbell.model.hash.Sha256;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.signal.SessionChanges;
import openbell.model.signal.SignalReport;
import openbell.model.signal.TradePlan;
import openbell.signal.audience.Subscription.State;
import org.jspecify.annotations.Nullable;

/// Decides who hears about a run.
///
/// A manual run notifies like a scheduled one, under a template of its own, because whoever asked
/// for it wants to see it even when the session's mail is out. A preview never notifies.
public final class NotificationPlanner {

  /// Letter of a scheduled run.
  public static final String SIGNAL = "signal";

  private static final int STRATEGY_PART = 8;

  /// @param quantities what the changes mean for what a subscriber holds
  /// @param week what the earlier sessions of the run's week changed, oldest first; asked for only
  /// when there is a weekly letter to write
  public List<NotificationRequested> plan(
      SignalReport report,
      RunRef run,
      List<Subscription> subscriptions,
      Function<Subscription, @Nullable TradePlan> quantities,
      Supplier<List<SessionChanges>> week) {
    if (run.purpose() == Purpose.PREVIEW) {
      return List.of();
    }
    String template = template(run);
    List<Subscription> readers =
        subscriptions.stream()
            .filter(subscription -> subscription.state() == State.CONFIRMED)
            .filter(subscription -> wants(subscription, report, run))
            .toList();
    List<SessionChanges> earlier =
        readers.stream().anyMatch(NotificationPlanner::isWeekly) ? week.get() : List.of();
    return readers.stream()
        .map(
            subscription ->
                new NotificationRequested(
                    run,
                    id(run, subscription.recipient().email(), template),
                    subscription.recipient(),
                    template,
                    report,
                    subscription.subscriber(),
                    quantities.apply(subscription),
                    isWeekly(subscription) ? earlier : List.of()))
        .toList();
  }

  private static boolean isWeekly(Subscription subscription) {
    return subscription.recipient().when() == Preference.WEEKLY;
  }

  private static boolean wants(Subscription subscription, SignalReport report, RunRef run) {
    return switch (subscription.recipient().when()) {
      case EVERY_SESSION, DAILY_DIGEST -> true;
      case ON_CHANGE -> !report.changes().isEmpty();
      case WEEKLY -> endsWeek(run);
    };
  }

  /// A run at the open knows the session before. If that one lies in an earlier ISO week, it was
  /// its week's last, whatever holidays there were. A run at the close knows its own session, and
  /// only a Friday is sure to be the last.
  static boolean endsWeek(RunRef run) {
    LocalDate session = run.session().date();
    if (run.asOf().equals(session)) {
      return session.getDayOfWeek() == DayOfWeek.FRIDAY;
    }
    return week(session) != week(run.asOf());
  }

  private static int week(LocalDate date) {
    return date.get(IsoFields.WEEK_BASED_YEAR) * 100 + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }

  /// A strategy that was edited and run again by hand is another letter, not a second copy.
  private static String template(RunRef run) {
    return switch (run.purpose()) {
      case SCHEDULED, PREVIEW -> SIGNAL;
      case MANUAL -> "manual-" + run.configHash().substring(0, STRATEGY_PART);
    };
  }

  private static String id(RunRef run, String email, String template) {
    String key =
        String.join(
            "\n",
            run.portfolio().value(),
            run.session().market(),
            run.session().date().toString(),
            Integer.toString(run.revision()),
            email,
            template);
    return Sha256.hex(key, 32);
  }
}
