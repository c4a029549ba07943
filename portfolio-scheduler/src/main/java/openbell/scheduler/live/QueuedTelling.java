package openbell.scheduler.live;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import openbell.model.message.RunJob;
import openbell.runtime.channel.Outlet;
import openbell.runtime.live.Progress;
import openbell.runtime.live.ProgressSink;
import openbell.runtime.live.Stage;

/// An outlet to the workers that also tells those who watch that a run waits now.
public final class QueuedTelling implements Outlet<RunJob> {
  private final Outlet<RunJob> outlet;
  private final ProgressSink progress;
  private final Clock clock;

  public QueuedTelling(Outlet<RunJob> outlet, ProgressSink progress, Clock clock) {
    this.outlet = outlet;
    this.progress = progress;
    this.clock = clock;
  }

  // Told first: once it is sent, a worker may tell that it has it.
  @Override
  public void send(RunJob job) {
    tell(job, "");
    outlet.send(job);
  }

  @Override
  public void send(RunJob job, Duration delay) {
    tell(job, delay.isPositive() ? "It starts in " + delay.toSeconds() + " s." : "");
    outlet.send(job, delay);
  }

  @Override
  public void sendAll(List<RunJob> jobs) {
    jobs.forEach(job -> tell(job, ""));
    outlet.sendAll(jobs);
  }

  private void tell(RunJob job, String detail) {
    progress.tell(new Progress(job.run(), Stage.QUEUED, 0, clock.instant(), detail));
  }
}
