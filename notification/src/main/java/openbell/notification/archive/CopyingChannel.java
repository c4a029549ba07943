package openbell.notification.archive;

import java.time.Clock;
import java.util.Optional;
import openbell.model.run.FailureException;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Email;
import openbell.notification.deliver.SendOutcome;

/// A channel that keeps what it sends.
///
/// The copy is committed before the call, as the ledger's row is. When it cannot be kept, nothing
/// is sent: that is a definite "not now".
public final class CopyingChannel implements Channel {
  private final Channel channel;
  private final MailArchive archive;
  private final Clock clock;

  public CopyingChannel(Channel channel, MailArchive archive, Clock clock) {
    this.channel = channel;
    this.archive = archive;
    this.clock = clock;
  }

  @Override
  public String name() {
    return channel.name();
  }

  @Override
  public boolean toReaders() {
    return channel.toReaders();
  }

  @Override
  public boolean repeatable() {
    return channel.repeatable();
  }

  @Override
  public SendOutcome send(Email email) {
    Optional<SentCopy> instead;
    try {
      instead = archive.keep(email, clock.instant());
    } catch (FailureException e) {
      return new SendOutcome.NotNow("Nothing was sent: " + e.failure().detail());
    }
    return channel.send(instead.map(copy -> with(email, copy)).orElse(email));
  }

  private static Email with(Email email, SentCopy copy) {
    return new Email(
        email.ledgerId(),
        email.from(),
        email.to(),
        copy.subject(),
        copy.html(),
        copy.text(),
        copy.chart(),
        email.chartId(),
        email.headers(),
        email.date());
  }
}
