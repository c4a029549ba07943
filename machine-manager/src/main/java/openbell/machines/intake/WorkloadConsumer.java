package openbell.machines.intake;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import openbell.machines.fleet.Expectations;
import openbell.machines.fleet.JobTimes;
import openbell.machines.fleet.Measurements;
import openbell.model.message.MeasuredAttempt;
import openbell.model.message.Message;
import openbell.model.message.Notification;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunFailed;
import openbell.model.message.RunJob;
import openbell.model.message.RunRequested;
import openbell.model.message.SubscriptionChanged;
import openbell.model.message.WorkExpected;
import openbell.model.message.WorkMeasured;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Hears what was worked on and what will be asked for.
@ApplicationScoped
public class WorkloadConsumer {
  private final JobTimes times;
  private final Expectations expectations;
  private final Instance<Measurements> listeners;

  WorkloadConsumer(
      JobTimes times, Expectations expectations, @Any Instance<Measurements> listeners) {
    this.times = times;
    this.expectations = expectations;
    this.listeners = listeners;
  }

  @Incoming("workload")
  @RunOnVirtualThread
  public void consume(Message message) {
    switch (message) {
      case WorkExpected expected -> expectations.replace(expected.known(), expected.batches());
      case WorkMeasured measured -> {
        listeners.forEach(listener -> listener.measured(measured));
        // Last: a batch that comes again only weighs a little more.
        times.learn(done(measured));
      }
      case RunRequested _,
          RunJob _,
          RunCompleted _,
          RunFailed _,
          Notification _,
          SubscriptionChanged _ ->
          throw FailureException.of(FailureReason.UNREADABLE_MESSAGE, "workload carries work only");
    }
  }

  /// An attempt without a result says nothing about how long a job takes.
  private static List<JobTimes.Done> done(WorkMeasured measured) {
    return measured.attempts().stream()
        .filter(MeasuredAttempt::completed)
        .map(
            attempt ->
                new JobTimes.Done(
                    attempt.run().owner().value(), attempt.run().configHash(), attempt.busy()))
        .toList();
  }
}
