package openbell.notification.render;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.message.NoticeRequested.Kind;
import openbell.model.message.Notification;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.run.Purpose;
import openbell.model.signal.RuleTrace;
import openbell.model.signal.SessionChanges;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalAction;
import openbell.model.signal.SignalReport;
import openbell.model.signal.SignalReport.Holding;
import openbell.model.signal.TradePlan;

/// Notifications in which every text that somebody else wrote is the same one.
public final class HostileLetters {

  /// Letters of each text: signal, weekly, digest and three notices.
  public static final int KINDS = 6;

  private HostileLetters() {}

  /// A press whose digests hold what they are named for.
  public static LetterPress press(Renderer renderer) {
    Curve curve = EquityCsv.tail(Letters.equityCsv(7, 300, true), 250).orElseThrow();
    return new LetterPress(
        TestLinks.links(),
        renderer,
        _ -> Optional.of(new ChartSource.Chart(curve, new byte[0])),
        digest -> List.of(signal(digest.items().getFirst(), digest.recipient().language(), false)));
  }

  public static Notification of(String text, String language, int kind) {
    return switch (kind) {
      case 0 -> signal(text, language, false);
      case 1 -> signal(text, language, true);
      case 2 -> digest(text, language);
      default -> MoreLetters.notice(Kind.values()[kind - 3], language, text);
    };
  }

  private static Notification digest(String text, String language) {
    var digest = MoreLetters.digest(language);
    return new openbell.model.message.DigestRequested(
        digest.owner(),
        digest.portfolio(),
        digest.session(),
        digest.notificationId(),
        digest.recipient(),
        digest.subscriber(),
        List.of(text));
  }

  private static NotificationRequested signal(String text, String language, boolean weekly) {
    Signal change =
        new Signal(
            text,
            text,
            SignalAction.EXIT,
            BigDecimal.ONE,
            BigDecimal.ZERO,
            BigDecimal.TEN,
            BigDecimal.ONE,
            List.of(trace(text)));
    TradePlan plan =
        new TradePlan(
            BigDecimal.TEN,
            BigDecimal.ONE,
            BigDecimal.ONE,
            BigDecimal.ONE,
            List.of(
                new TradePlan.Trade(
                    text,
                    SignalAction.EXIT,
                    BigDecimal.ONE,
                    BigDecimal.ONE,
                    BigDecimal.TEN,
                    BigDecimal.TEN,
                    BigDecimal.ONE)),
            List.of(text));
    List<SessionChanges> week =
        weekly ? List.of(new SessionChanges(Letters.DAY, List.of(change))) : List.of();
    return MoreLetters.as(
        Letters.of(Letters.run(Purpose.SCHEDULED, 1), report(text, change)),
        language,
        Preference.EVERY_SESSION,
        MoreLetters.subscriber(false),
        plan,
        week);
  }

  private static RuleTrace trace(String text) {
    RuleTrace left = new RuleTrace(text, text, null, 1.0, 2.0, null, List.of());
    RuleTrace unknown = new RuleTrace(text, text, null, null, null, null, List.of());
    RuleTrace compared =
        new RuleTrace(text, "GreaterThan", true, null, null, 1.0, List.of(left, left));
    return new RuleTrace(text, "And", true, null, null, null, List.of(compared, unknown, unknown))
        .with(Letters.DAY, 9.0);
  }

  private static SignalReport report(String text, Signal change) {
    Holding holding =
        new Holding(
            text,
            text,
            SignalAction.EXIT,
            BigDecimal.ONE,
            BigDecimal.TEN,
            LocalDate.parse("2018-01-02"),
            BigDecimal.ONE);
    return new SignalReport(
        text,
        text,
        LocalDate.parse("2013-05-13"),
        List.of(change),
        List.of(holding),
        LocalDate.parse("2018-05-09"),
        Map.of("total_return", BigDecimal.ONE),
        BigDecimal.TEN,
        BigDecimal.ONE,
        List.of(text),
        text,
        text,
        text,
        Letters.artifact(7));
  }
}
