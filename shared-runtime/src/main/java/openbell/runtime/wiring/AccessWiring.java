package openbell.runtime.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.model.portfolio.Owner;
import openbell.runtime.access.ApiKeys;
import openbell.runtime.access.KeyCheck;
import openbell.runtime.access.RequestBudget;
import openbell.runtime.access.adapter.JdbiApiKeys;
import openbell.runtime.rest.Doorman;
import openbell.runtime.rest.Operators;
import openbell.runtime.rest.RequestLimits;
import org.jdbi.v3.core.Jdbi;

/// Builds what decides who may call.
@Dependent
public final class AccessWiring {

  @Produces
  SchemaMigration accessSchema() {
    return new SchemaMigration("access", "db/access");
  }

  @Produces
  @Singleton
  ApiKeys apiKeys(Jdbi jdbi) {
    return new JdbiApiKeys(jdbi, new SecureRandom());
  }

  /// The keys are looked up on first use: a service without a database has none.
  @Produces
  @Singleton
  KeyCheck keyCheck(ApiKeys keys, Clock clock, SecurityConfig config) {
    return new KeyCheck(keys, clock, config.keyCache());
  }

  @Produces
  @Singleton
  Doorman doorman(Instance<KeyCheck> keys, Clock clock, SecurityConfig config) {
    return new Doorman(
        keys::get,
        config.localOwner().map(Owner::new).orElse(null),
        new RequestBudget(config.requestsPerMinute(), clock));
  }

  @Produces
  @Singleton
  Operators operators(SecurityConfig config) {
    Set<String> names = new HashSet<>();
    config
        .operators()
        .ifPresentOrElse(
            names::addAll,
            () -> {
              names.add(config.bootstrapOwner());
              config.localOwner().ifPresent(names::add);
            });
    return new Operators(names.stream().map(Owner::new).collect(Collectors.toSet()));
  }

  @Produces
  @Singleton
  RequestLimits requestLimits(SecurityConfig config) {
    return new RequestLimits(config.maxBodyBytes());
  }
}
