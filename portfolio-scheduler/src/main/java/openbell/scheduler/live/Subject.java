package openbell.scheduler.live;

import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.run.Purpose;
import openbell.model.run.RunId;

/// What somebody watches, and whose it is.
public sealed interface Subject {

  Owner owner();

  /// One run.
  record OfRun(Owner owner, RunId run) implements Subject {}

  /// The scheduled runs of one session.
  record OfBatch(Owner owner, Session session) implements Subject {}

  /// The run that a line is about.
  static Subject run(LogLine line) {
    return new OfRun(line.owner(), line.run());
  }

  /// The batch that a line is about; its run alone when it is in none.
  static Subject batch(LogLine line) {
    return line.purpose() == Purpose.SCHEDULED
        ? new OfBatch(line.owner(), line.session())
        : run(line);
  }
}
