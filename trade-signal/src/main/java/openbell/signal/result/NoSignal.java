package openbell.signal.result;

import java.util.List;
import java.util.Locale;
import openbell.model.hash.Sha256;
import openbell.model.message.NoticeRequested;
import openbell.model.portfolio.Recipient;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.signal.audience.Subscription;
import openbell.signal.audience.Subscription.State;

/// What readers are told when a session has no signal, because silence would be read as "no
/// change".
///
/// The sentences say what a reader can understand and never what happened inside.
final class NoSignal {
  private static final int STRATEGY_PART = 8;

  /// Why there is none, as far as a reader is concerned. One notice per portfolio, session and
  /// cause.
  enum Cause {
    PORTFOLIO("The portfolio cannot be run as it is; its owner has to change or restore it."),
    HISTORY("There are not enough past prices yet for its rules."),
    SYMBOL("One of its symbols has no prices any more; its owner has to look at it."),
    BAD_PRICES("The prices of this session could not be trusted, so nothing was made of them."),
    NO_PRICES("The prices of this session did not arrive in time."),
    OLD_PRICES("The newest prices were too old to decide anything."),
    TOO_LATE("It could not be computed in time."),
    STOPPED("An operator stopped this session's run."),
    CHECK("Openbell's own check refused today's result; an operator has been told."),
    RESULT("Today's result could not be read back unharmed; an operator has been told."),
    FAULT("Something went wrong on Openbell's side; an operator has been told.");

    private final String sentence;

    Cause(String sentence) {
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }

    static Cause of(FailureReason reason) {
      return switch (reason) {
        case PORTFOLIO_GONE, INVALID_STRATEGY -> PORTFOLIO;
        case INSUFFICIENT_HISTORY -> HISTORY;
        case SYMBOL_GONE -> SYMBOL;
        case INVALID_MARKET_DATA -> BAD_PRICES;
        case MARKET_DATA_UNAVAILABLE -> NO_PRICES;
        case STALE_MARKET_DATA -> OLD_PRICES;
        case RUN_TOO_LONG, EXPIRED, STALE_REVIEW -> TOO_LATE;
        case CANCELLED -> STOPPED;
        case INVALID_RESULT -> CHECK;
        case ARTIFACT_CORRUPT, ARTIFACT_MISSING -> RESULT;
        case UNREADABLE_MESSAGE, PAYLOAD_TOO_LARGE, CALENDAR_OUTDATED, STORE_UNAVAILABLE -> FAULT;
        case QUEUE_UNAVAILABLE, DATABASE_UNAVAILABLE, PROVIDER_BUSY, PROVIDER_REJECTED -> FAULT;
        case CRASHED, DEFECT -> FAULT;
      };
    }
  }

  private NoSignal() {}

  /// The subscriptions that expect to hear of every session, or of every change.
  static List<Subscription> concerned(List<Subscription> subscriptions) {
    return subscriptions.stream()
        .filter(subscription -> subscription.state() == State.CONFIRMED)
        .filter(subscription -> waits(subscription.recipient().when()))
        .toList();
  }

  private static boolean waits(Recipient.Preference when) {
    return switch (when) {
      case EVERY_SESSION, ON_CHANGE, DAILY_DIGEST -> true;
      case WEEKLY -> false;
    };
  }

  /// One notice per subscription.
  ///
  /// @param portfolioName as its readers know it
  static List<NoticeRequested> notices(
      RunRef run, FailureReason reason, String portfolioName, List<Subscription> concerned) {
    Cause cause = Cause.of(reason);
    String template = template(run, cause);
    return concerned.stream()
        .map(
            subscription ->
                new NoticeRequested(
                    run.owner(),
                    run.portfolio(),
                    run.session(),
                    id(run, subscription.recipient(), template),
                    NoticeRequested.Kind.NO_SIGNAL,
                    subscription.recipient(),
                    subscription.subscriber(),
                    template,
                    run,
                    portfolioName,
                    cause.sentence()))
        .toList();
  }

  /// The outcome of a run by hand is another letter than that of the session's own run.
  private static String template(RunRef run, Cause cause) {
    String name = "no-signal-" + cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return run.purpose() == Purpose.MANUAL
        ? name + "-manual-" + run.configHash().substring(0, STRATEGY_PART)
        : name;
  }

  private static String id(RunRef run, Recipient recipient, String template) {
    String key =
        String.join(
            "\n",
            run.portfolio().value(),
            run.session().market(),
            run.session().date().toString(),
            Integer.toString(run.revision()),
            recipient.email(),
            template);
    return Sha256.hex(key, 32);
  }
}
