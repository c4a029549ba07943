package openbell.model.message;

import openbell.model.run.RunRef;

/// Everything that one service says to another. The list is the architecture.
public sealed interface Message
    permits RunRequested, RunJob, RunCompleted, RunFailed, NotificationRequested {

  RunRef run();

  /// Two messages with the same key are the same message. Unique within a channel.
  default String key() {
    return run().runId().value();
  }
}
