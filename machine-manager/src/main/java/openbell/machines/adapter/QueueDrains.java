package openbell.machines.adapter;

import java.util.Set;
import openbell.machines.fleet.Drains;
import openbell.runtime.queue.JobQueue;

/// Machines that `run-jobs` hands nothing to.
public final class QueueDrains implements Drains {
  private final JobQueue queue;

  public QueueDrains(JobQueue queue) {
    this.queue = queue;
  }

  @Override
  public void rest(Set<String> machines) {
    machines.forEach(machine -> queue.rest(machine, true));
  }

  @Override
  public void resume(Set<String> machines) {
    machines.forEach(machine -> queue.rest(machine, false));
  }
}
