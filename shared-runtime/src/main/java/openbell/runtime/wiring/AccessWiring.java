package openbell.runtime.wiring;

import io.quarkus.oidc.TenantIdentityProvider;
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
import openbell.runtime.access.AnswerBook;
import openbell.runtime.access.ApiKeys;
import openbell.runtime.access.AuditBook;
import openbell.runtime.access.AuditTrail;
import openbell.runtime.access.KeyCheck;
import openbell.runtime.access.KeyDesk;
import openbell.runtime.access.LoginAttempts;
import openbell.runtime.access.RequestBudget;
import openbell.runtime.access.Sessions;
import openbell.runtime.access.TokenCheck;
import openbell.runtime.access.adapter.JdbiAnswerBook;
import openbell.runtime.access.adapter.JdbiApiKeys;
import openbell.runtime.access.adapter.JdbiAuditBook;
import openbell.runtime.access.adapter.JdbiSessions;
import openbell.runtime.access.adapter.OidcTokens;
import openbell.runtime.rest.Doorman;
import openbell.runtime.rest.LoginDoor;
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
  Sessions sessions(Jdbi jdbi) {
    return new JdbiSessions(jdbi, new SecureRandom());
  }

  @Produces
  @Singleton
  KeyCheck keyCheck(ApiKeys keys, Sessions sessions, Clock clock, SecurityConfig config) {
    return new KeyCheck(keys, sessions, clock, config.keyCache());
  }

  @Produces
  @Singleton
  KeyDesk keyDesk(ApiKeys keys, KeyCheck check, Clock clock) {
    return new KeyDesk(keys, check, clock);
  }

  @Produces
  @Singleton
  LoginDoor.SessionLength sessionLength(SecurityConfig config) {
    return new LoginDoor.SessionLength(config.sessionLasts());
  }

  @Produces
  @Singleton
  AnswerBook answerBook(Jdbi jdbi) {
    return new JdbiAnswerBook(jdbi);
  }

  @Produces
  @Singleton
  AuditBook auditBook(Jdbi jdbi) {
    return new JdbiAuditBook(jdbi);
  }

  /// The log is written to on first use: a service without a database writes none.
  @Produces
  @Singleton
  AuditTrail auditTrail(Clock clock) {
    return new AuditTrail(clock);
  }

  @Produces
  @Singleton
  RequestBudget requestBudget(Clock clock, SecurityConfig config) {
    return new RequestBudget(config.requestsPerMinute(), clock);
  }

  @Produces
  @Singleton
  LoginAttempts loginAttempts(Clock clock, SecurityConfig config) {
    return new LoginAttempts(config.loginsPerMinute(), clock);
  }

  @Produces
  @Singleton
  TokenCheck tokenCheck(OidcConfig config, Instance<TenantIdentityProvider> provider) {
    if (!config.enabled()) {
      return TokenCheck.NONE;
    }
    if (config.issuer().isEmpty() || config.audience().isEmpty()) {
      throw new IllegalStateException(
          "openbell.oidc.enabled needs openbell.oidc.issuer and openbell.oidc.audience");
    }
    if (!config.ownerPrefix().matches("[a-z0-9][a-z0-9-]{0,14}")) {
      throw new IllegalStateException(
          "openbell.oidc.owner-prefix must be 1 to 15 of a-z, 0-9 and -: " + config.ownerPrefix());
    }
    return new OidcTokens(provider::get, config.ownerClaim(), config.ownerPrefix());
  }

  @Produces
  @Singleton
  Doorman doorman(
      Instance<KeyCheck> keys, TokenCheck tokens, RequestBudget budget, SecurityConfig config) {
    return new Doorman(keys::get, tokens, config.localOwner().map(Owner::new).orElse(null), budget);
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
