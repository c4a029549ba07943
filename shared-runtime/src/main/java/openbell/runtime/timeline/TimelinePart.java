package openbell.runtime.timeline;

import java.util.List;

/// What one service knows. It tells stored facts and decides nothing again.
public interface TimelinePart {

  /// Name of the service, e.g. `notification`.
  String service();

  /// What happened, oldest first, and why nothing did; never empty.
  ///
  /// @throws openbell.model.run.FailureException `DATABASE_UNAVAILABLE`
  List<TimelineEvent> events(TimelineQuestion question);
}
