package openbell.runtime.wiring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/// Which outgoing channels the job queue carries, by the configuration of the channels.
public final class CarriedQueues {
  private static final String OURS = "openbell-queue";

  private CarriedQueues() {}

  /// The queue of each of these channels, whose outgoing sides are called `<channel>-out`. Channels
  /// of another carrier are left out.
  public static Map<String, String> of(Config config, List<String> channels) {
    Map<String, String> queues = new LinkedHashMap<>();
    for (String channel : channels) {
      String prefix = "mp.messaging.outgoing." + channel + "-out.";
      boolean ours =
          config
              .getOptionalValue(prefix + "connector", String.class)
              .filter(OURS::equals)
              .isPresent();
      if (ours) {
        queues.put(
            channel,
            config.getOptionalValue(prefix + "queue", String.class).orElse(channel + "-out"));
      }
    }
    return queues;
  }
}
