package openbell.runtime.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import openbell.runtime.queue.adapter.RedisServers;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Where Redis is: one server, a cluster, or a master that sentinels know. The names are those of
/// the Quarkus extension.
@Dependent
public class RedisWiring {

  @Produces
  RedisServers servers(
      @ConfigProperty(name = "quarkus.redis.hosts", defaultValue = "redis://127.0.0.1:6379")
          String hosts,
      @ConfigProperty(name = "quarkus.redis.client-type", defaultValue = "standalone")
          String clientType,
      @ConfigProperty(name = "quarkus.redis.master-name") Optional<String> masterName,
      @ConfigProperty(name = "quarkus.redis.password") Optional<String> password) {
    return RedisServers.of(hosts, clientType, masterName.orElse(""), password.orElse(""));
  }
}
