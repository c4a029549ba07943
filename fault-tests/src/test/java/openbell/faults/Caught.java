package openbell.faults;

import static java.time.Duration.ofSeconds;

import java.util.List;
import java.util.Random;
import openbell.runtime.queue.JobView;

/// A worker that stands still with jobs in its hands.
record Caught(Program worker, List<JobView> jobs) {

  /// Waits a random while, then stops one of the workers at a moment when it holds jobs.
  static Caught midJob(City city, Random random) {
    long end = System.nanoTime() + ofSeconds(30).toNanos();
    City.sleep(random.nextInt(300));
    while (System.nanoTime() < end) {
      Program worker = city.someWorker(random);
      worker.pause();
      List<JobView> jobs = Holding.by(city, worker);
      if (!jobs.isEmpty()) {
        return new Caught(worker, jobs);
      }
      worker.resume();
      City.sleep(5 + random.nextInt(40));
    }
    throw new AssertionError("no worker was ever seen with a job in its hands");
  }
}
