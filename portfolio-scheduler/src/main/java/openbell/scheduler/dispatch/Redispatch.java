package openbell.scheduler.dispatch;

import java.time.Clock;
import java.util.List;
import openbell.model.message.RunFailed;
import openbell.model.message.RunJob;
import openbell.model.portfolio.Recipient;
import openbell.model.run.FailureException;
import openbell.model.run.RunRef;
import openbell.runtime.channel.Outlet;
import openbell.scheduler.reconcile.Outcomes;
import openbell.scheduler.reconcile.Reconciler;

/// Sends a forgotten run to the workers again; the queue takes the same id once.
public final class Redispatch implements Reconciler.Dispatch {
  private final JobResolver resolver;
  private final PortfolioBook book;
  private final Outlet<RunJob> jobs;
  private final Outcomes outcomes;
  private final Clock clock;

  public Redispatch(
      JobResolver resolver,
      PortfolioBook book,
      Outlet<RunJob> jobs,
      Outcomes outcomes,
      Clock clock) {
    this.resolver = resolver;
    this.book = book;
    this.jobs = jobs;
    this.outcomes = outcomes;
    this.clock = clock;
  }

  @Override
  public void again(RunRef run) {
    RunJob job;
    try {
      job = resolver.resolve(run, List.of(), clock.instant());
    } catch (FailureException e) {
      if (e.failure().reason().mayPass()) {
        throw e;
      }
      outcomes.send(new RunFailed(run, e.failure(), 0));
      return;
    }
    jobs.send(job);
  }

  @Override
  public List<Recipient> recipients(RunRef run) {
    return book.find(run.owner(), run.portfolio())
        .map(portfolio -> portfolio.definition().recipients())
        .orElse(List.of());
  }
}
