package openbell.notification.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.notification.event.EventMeter;
import openbell.notification.event.EventSource;
import openbell.notification.event.ProviderEvent;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// Events from a queue of Amazon SQS that subscribes to the topic, with or without raw delivery.
///
/// What cannot be read is left to come again, so that the queue's own dead-letter queue gets it.
public final class SqsEvents implements EventSource {
  private static final int MOST_MESSAGES = 10;

  private final SqsClient client;
  private final String queue;
  private final int waitSeconds;
  private final Optional<String> topic;
  private final EventMeter meter;

  /// @param waitSeconds how long the queue holds a question that it has no answer to; at most 20
  /// @param topic whose messages are taken; any when empty
  public SqsEvents(
      SqsClient client, String queue, int waitSeconds, Optional<String> topic, EventMeter meter) {
    this.client = client;
    this.queue = queue;
    this.waitSeconds = waitSeconds;
    this.topic = topic;
    this.meter = meter;
  }

  @Override
  public List<Received> receive() {
    try {
      List<Received> received = new ArrayList<>();
      client
          .receiveMessage(
              ask ->
                  ask.queueUrl(queue)
                      .maxNumberOfMessages(MOST_MESSAGES)
                      .waitTimeSeconds(waitSeconds))
          .messages()
          .forEach(message -> read(message).ifPresent(received::add));
      return received;
    } catch (SdkException e) {
      throw new FailureException(
          new Failure(FailureReason.PROVIDER_BUSY, "The queue of events does not answer."), e);
    }
  }

  @Override
  public void done(Received received) {
    try {
      client.deleteMessage(one -> one.queueUrl(queue).receiptHandle(received.handle()));
    } catch (SdkException e) {
      throw new FailureException(
          new Failure(FailureReason.PROVIDER_BUSY, "The queue of events does not answer."), e);
    }
  }

  private Optional<Received> read(Message message) {
    try {
      JsonNode body = SesEventJson.tree(message.body());
      boolean wrapped = body.has("TopicArn");
      if (wrapped && topic.isPresent() && !topic.get().equals(body.path("TopicArn").asText())) {
        meter.came("wrong_topic", "refused");
        return Optional.empty();
      }
      String text = wrapped ? body.path("Message").asText() : message.body();
      Optional<ProviderEvent> event = SesEventJson.read(text);
      if (event.isEmpty()) {
        meter.came("other", "ignored");
      }
      return Optional.of(new Received(message.receiptHandle(), event));
    } catch (IllegalArgumentException _) {
      meter.came("unreadable", "refused");
      return Optional.empty();
    }
  }
}
