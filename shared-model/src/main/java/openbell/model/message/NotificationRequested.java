package openbell.model.message;

import java.util.List;
import java.util.Objects;
import openbell.model.market.Session;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Subscriber;
import openbell.model.run.RunRef;
import openbell.model.signal.SessionChanges;
import openbell.model.signal.SignalReport;
import openbell.model.signal.TradePlan;
import org.jspecify.annotations.Nullable;

/// Somebody should hear about a run.
///
/// @param notificationId the same for the same (portfolio, session, revision, recipient, template)
/// @param template which letter, e.g. `signal`
/// @param plan what the changes mean for the reader's own holdings; null when none were given
/// @param week what the earlier sessions of the week changed, oldest first; only in a weekly letter
public record NotificationRequested(
    RunRef run,
    String notificationId,
    Recipient recipient,
    String template,
    SignalReport report,
    @Nullable Subscriber subscriber,
    @Nullable TradePlan plan,
    List<SessionChanges> week)
    implements RunMessage, Notification {

  // A message written before there were weekly letters has none.
  public NotificationRequested {
    week = List.copyOf(Objects.requireNonNullElse(week, List.<SessionChanges>of()));
  }

  /// To an address of which nothing more is known.
  public NotificationRequested(
      RunRef run,
      String notificationId,
      Recipient recipient,
      String template,
      SignalReport report) {
    this(run, notificationId, recipient, template, report, null, null, List.of());
  }

  @Override
  public Session session() {
    return run.session();
  }

  @Override
  public int revision() {
    return run.revision();
  }

  @Override
  public String key() {
    return notificationId;
  }
}
