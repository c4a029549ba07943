package openbell.worker.intake;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import openbell.worker.measure.WorkMeter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the last measured attempts before the process ends.
@ApplicationScoped
public class WorkFlush {
  private static final Logger LOG = LoggerFactory.getLogger(WorkFlush.class);

  /// Somebody waits for this process to end.
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private final WorkMeter meter;

  public WorkFlush(WorkMeter meter) {
    this.meter = meter;
  }

  /// After the last run has ended (1), and before the channels close (3).
  void flush(@Observes @Priority(2) ShutdownEvent event) {
    meter.close(LONGEST);
    if (meter.leftOut() > 0) {
      LOG.atWarn().addKeyValue("attempts", meter.leftOut()).log("measured attempts were not told");
    }
  }
}
