package openbell.scheduler.timeline;

import java.util.List;
import openbell.runtime.timeline.TimelineEvent;
import openbell.runtime.timeline.TimelineQuestion;

/// Parts of the timeline that services in other processes know.
public interface DistantParts {

  /// @param service e.g. `notification`
  /// @param authorization the caller's own credential, or an empty text
  /// @throws openbell.model.run.FailureException when the service does not answer, refuses, or is
  /// not configured; its detail is a sentence for the caller
  List<TimelineEvent> ask(String service, TimelineQuestion question, String authorization);
}
