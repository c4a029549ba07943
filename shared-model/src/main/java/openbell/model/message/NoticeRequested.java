package openbell.model.message;

import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Subscriber;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import org.jspecify.annotations.Nullable;

/// Somebody should hear something that is not a signal.
///
/// @param session the day it belongs to; market `H24` when it belongs to no exchange
/// @param template part of the ledger key: two notices of one kind on one day have two
/// @param run the run it is about, or null
/// @param portfolioName as the reader knows it
/// @param detail the sentence to pass on, e.g. why there is no signal; may be empty
public record NoticeRequested(
    Owner owner,
    PortfolioId portfolio,
    Session session,
    String notificationId,
    Kind kind,
    Recipient recipient,
    @Nullable Subscriber subscriber,
    String template,
    @Nullable RunRef run,
    String portfolioName,
    String detail)
    implements Notification {

  /// What it is about.
  public enum Kind {
    /// Please confirm that you want to hear about this portfolio.
    CONFIRM,
    /// Mail reaches you: somebody asked for a test.
    TEST,
    /// There is no signal for this session, and why.
    NO_SIGNAL
  }

  @Override
  public int revision() {
    return run == null ? 1 : run.revision();
  }

  /// Somebody waits in front of a screen for all but the outcome of a scheduled run.
  @Override
  public Purpose purpose() {
    return kind == Kind.NO_SIGNAL ? Purpose.SCHEDULED : Purpose.MANUAL;
  }
}
