package openbell.notification.deliver;

import java.time.Duration;

/// Counts what becomes of mails.
public interface SendMeter {

  /// For tests and tools that count nothing.
  SendMeter NONE =
      new SendMeter() {
        @Override
        public void ended(LedgerState state, String cause) {}

        @Override
        public void called(Duration call, Duration sinceAccepted) {}

        @Override
        public void standing(SendLedger.Unknowns unknowns, double perSecond) {}
      };

  /// A row went to this state.
  ///
  /// @param cause one of a few words, e.g. `accepted`, `bounced`, `too_old`
  void ended(LedgerState state, String cause);

  /// A request was issued and had its outcome.
  ///
  /// @param call how long the provider took
  /// @param sinceAccepted from the notification's acceptance to the outcome
  void called(Duration call, Duration sinceAccepted);

  /// How things stand now.
  ///
  /// @param perSecond mails a second that the channel may send; 0 while it is stopped
  void standing(SendLedger.Unknowns unknowns, double perSecond);
}
