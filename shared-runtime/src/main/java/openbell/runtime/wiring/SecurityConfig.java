package openbell.runtime.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Who may call, and how much.
@ConfigMapping(prefix = "openbell.security")
public interface SecurityConfig {

  /// When set, requests from this machine without an API key act as this owner. For the embedded
  /// mode on a laptop; leave it out wherever other people or a proxy can reach the port.
  Optional<String> localOwner();

  /// Largest request body in bytes; a larger one is refused with 413 before it is read.
  @WithDefault("262144")
  int maxBodyBytes();

  /// Requests per minute and owner, with as many at once, counted by each process; beyond it the
  /// answer is 429. The local
  /// owner is not counted.
  @WithDefault("600")
  int requestsPerMinute();

  /// How long a looked-up API key is trusted without asking the database again, and so how long a
  /// revoked key may still work.
  @WithDefault("10s")
  Duration keyCache();

  /// How long a login on the page holds. The session ends earlier with the key it was opened with.
  @WithDefault("12h")
  Duration sessionLasts();

  /// How long entries of the audit log are kept.
  @WithDefault("90d")
  Duration keepAudit();

  /// A whole API key (`ob_live_…`) that is stored at start for {@link #bootstrapOwner()} unless its
  /// id exists. Only from the environment: `OPENBELL_SECURITY_BOOTSTRAP_KEY`.
  Optional<String> bootstrapKey();

  /// Whose key the bootstrap key is.
  @WithDefault("owner")
  String bootstrapOwner();

  /// Owners who may see and change what belongs to everybody: queues and machines. By default the
  /// bootstrap owner and the local owner.
  Optional<Set<String>> operators();

  /// Logins to the page with keys that do not count, per minute and address. Behind a proxy set
  /// `quarkus.http.proxy.proxy-address-forwarding`, or all visitors are one address.
  @WithDefault("10")
  int loginsPerMinute();
}
