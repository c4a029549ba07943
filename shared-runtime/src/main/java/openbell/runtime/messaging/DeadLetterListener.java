package openbell.runtime.messaging;

import openbell.model.message.Message;
import openbell.model.run.Failure;

/// Hears that a job will not be tried again, before it is put among the dead. A bean per channel.
public interface DeadLetterListener {

  /// The incoming channel it listens to.
  String channel();

  /// Called before the settlement, possibly more than once for the same job: be idempotent. When it
  /// throws, it is asked again a few times before the job is given up with an alert.
  ///
  /// @param attempts how often the job was claimed
  void dead(Message message, Failure failure, int attempts);
}
