package openbell.machines.wiring;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import openbell.machines.adapter.FlyFleet;
import openbell.machines.adapter.FlySettings;
import openbell.machines.adapter.KubernetesFleet;
import openbell.machines.fleet.Fleet;

/// Builds the fleets that live on other people's machines, when one of them is asked for.
final class CloudFleets {
  /// Retries within one request; what is still unclear then is read anew at the next look.
  private static final int RETRIES = 2;

  private CloudFleets() {}

  static Fleet fly(FlyConfig config, int most, Clock clock) {
    FlySettings settings =
        new FlySettings(
            config.api(),
            needed(config.app(), "openbell.fly.app"),
            needed(config.token(), "openbell.fly.token"),
            config.name(),
            needed(config.image(), "openbell.fly.image"),
            config.regions(),
            new FlySettings.Size(config.cpuKind(), config.cpus(), config.memoryMegabytes()),
            config.environment(),
            most,
            config.grace(),
            config.timeout());
    return new FlyFleet(settings, clock, Thread::sleep, RandomGenerator.getDefault());
  }

  static Fleet kubernetes(KubernetesConfig config, int most, Clock clock) {
    int timeout = Math.toIntExact(config.timeout().toMillis());
    Config cluster =
        new ConfigBuilder()
            .withRequestTimeout(timeout)
            .withConnectionTimeout(timeout)
            .withRequestRetryBackoffLimit(RETRIES)
            .build();
    String namespace =
        config
            .namespace()
            .orElseGet(() -> Objects.requireNonNullElse(cluster.getNamespace(), "default"));
    return new KubernetesFleet(
        new KubernetesClientBuilder().withConfig(cluster).build(),
        new KubernetesFleet.Settings(namespace, config.deployment(), most),
        clock);
  }

  private static String needed(Optional<String> value, String key) {
    return value.orElseThrow(
        () ->
            new IllegalStateException("Set " + key + ": this fleet needs it. See docs/fleets.md."));
  }
}
