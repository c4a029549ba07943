package openbell.runtime.messaging;

import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/// Which channels are carried by a broker that knows bytes only.
final class OtherBrokers {
  /// These carry messages as they are.
  private static final Set<String> OURS = Set.of(QueueConnector.NAME, "smallrye-in-memory");

  private OtherBrokers() {}

  /// @param direction `incoming` or `outgoing`
  static boolean carry(Config config, String direction, List<String> channels) {
    return channels.stream()
        .map(OtherBrokers::withoutCopy)
        .map(name -> "mp.messaging." + direction + "." + name + ".connector")
        .flatMap(property -> config.getOptionalValue(property, String.class).stream())
        .anyMatch(connector -> !OURS.contains(connector));
  }

  private static String withoutCopy(String channel) {
    int copy = channel.indexOf('$');
    return copy < 0 ? channel : channel.substring(0, copy);
  }
}
