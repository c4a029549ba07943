package openbell.runtime.messaging;

import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/// The attributes of one channel.
///
/// @param copies how many times the framework asks for the channel; it asks once per unit of
/// `concurrency`
/// @param concurrency most jobs in hand
/// @param claimBatch most jobs of one claim
/// @param priority of what is sent; -1: by the purpose of the run
/// @param cost of what is sent, in expected seconds of work
/// @param expireAfter end of its use from when it is sent; zero for never
record ChannelSettings(
    String channel,
    String queue,
    int copies,
    int concurrency,
    Duration lease,
    Duration heartbeat,
    Duration block,
    int claimBatch,
    int maxFailures,
    int maxCrashes,
    Duration drainTimeout,
    int priority,
    int cost,
    Duration expireAfter) {
  private static final int DEFAULT_CONCURRENCY = 4;
  private static final int DEFAULT_CLAIM_BATCH = 100;

  static ChannelSettings of(Config config, QueueSettings defaults) {
    String channel = config.getValue("channel-name", String.class);
    int copy = channel.indexOf('$');
    String name = copy < 0 ? channel : channel.substring(0, copy);
    int copies = copy < 0 ? 1 : number(config, "concurrency", 1);
    Duration lease = duration(config, "lease", defaults.leaseFor());
    Duration block = duration(config, "block", defaults.wakeWait());
    // A queue that nobody touches for a whole lease looks abandoned: be back before.
    Duration longestBlock = lease.multipliedBy(9).dividedBy(10);
    return new ChannelSettings(
        name,
        config.getOptionalValue("queue", String.class).orElse(name),
        copies,
        Math.max(1, number(config, "concurrency", DEFAULT_CONCURRENCY)),
        lease,
        duration(config, "heartbeat", shorter(defaults.heartbeatEvery(), lease.dividedBy(3))),
        shorter(block, longestBlock),
        Math.clamp(number(config, "claim-batch", DEFAULT_CLAIM_BATCH), 1, DEFAULT_CLAIM_BATCH),
        number(config, "max-failures", defaults.maxFailures()),
        number(config, "max-crashes", defaults.maxCrashes()),
        duration(config, "drain-timeout", defaults.drainTimeout()),
        number(config, "priority", -1),
        number(config, "cost", 1),
        duration(config, "expire-after", Duration.ZERO));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static int number(Config config, String attribute, int otherwise) {
    return config.getOptionalValue(attribute, Integer.class).orElse(otherwise);
  }

  private static Duration duration(Config config, String attribute, Duration otherwise) {
    return config.getOptionalValue(attribute, Duration.class).orElse(otherwise);
  }
}
