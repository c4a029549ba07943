package openbell.runtime.messaging;

import openbell.runtime.queue.Leased;
import org.slf4j.spi.LoggingEventBuilder;

/// The keys by which every log line about a job says which.
final class JobLog {
  private JobLog() {}

  static LoggingEventBuilder of(LoggingEventBuilder event, String channel, Leased job) {
    return event
        .addKeyValue("channel", channel)
        .addKeyValue("jobId", job.id())
        .addKeyValue("fence", job.fence())
        .addKeyValue("attempt", job.attempt());
  }
}
