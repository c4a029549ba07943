package openbell.machines.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// Workers as pods of a Deployment, with `openbell.machines.fleet=kubernetes`: `docs/fleets.md`.
/// The cluster and its credentials are found as usual: the service account, else the kubeconfig.
@ConfigMapping(prefix = "openbell.kubernetes")
public interface KubernetesConfig {

  /// Namespace of the Deployment; by default the one that the credentials name.
  Optional<String> namespace();

  /// The workers' Deployment. Its `terminationGracePeriodSeconds` is the time to finish.
  @WithDefault("openbell-worker")
  String deployment();

  /// Longest time for one request.
  @WithDefault("10s")
  Duration timeout();
}
