package openbell.model.message;

import openbell.model.portfolio.Recipient;
import openbell.model.run.RunRef;
import openbell.model.signal.SignalReport;

/// Somebody should hear about a run.
///
/// @param notificationId the same for the same (portfolio, session, revision, recipient, template)
/// @param template which letter, e.g. `signal`
public record NotificationRequested(
    RunRef run, String notificationId, Recipient recipient, String template, SignalReport report)
    implements Message {

  @Override
  public String key() {
    return notificationId;
  }
}
