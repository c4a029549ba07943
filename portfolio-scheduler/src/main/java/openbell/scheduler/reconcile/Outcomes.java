package openbell.scheduler.reconcile;

import openbell.model.message.Message;
import openbell.runtime.channel.Outlet;

/// Sends an outcome to both of its readers: trade-signal, and then the run ledger.
///
/// The ledger last: while it has heard nothing, the reconciler asks again.
public final class Outcomes implements Outlet<Message> {
  private final Outlet<Message> results;
  private final Outlet<Message> outcomes;

  public Outcomes(Outlet<Message> results, Outlet<Message> outcomes) {
    this.results = results;
    this.outcomes = outcomes;
  }

  @Override
  public void send(Message message) {
    results.send(message);
    outcomes.send(message);
  }
}
