package openbell.worker.run;

import openbell.model.message.Message;
import openbell.runtime.channel.Outlet;

/// Tells both readers how a run ended: those who derive signals, and those who keep the ledger.
///
/// The same key is the same message on either channel, so a repetition after a crash is invisible.
public final class RunAnnouncements implements Outlet<Message> {
  private final Outlet<Message> results;
  private final Outlet<Message> outcomes;

  public RunAnnouncements(Outlet<Message> results, Outlet<Message> outcomes) {
    this.results = results;
    this.outcomes = outcomes;
  }

  @Override
  public void send(Message message) {
    results.send(message);
    outcomes.send(message);
  }
}
