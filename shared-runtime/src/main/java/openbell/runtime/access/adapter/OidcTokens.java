package openbell.runtime.access.adapter;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.TimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import openbell.model.hash.Sha256;
import openbell.model.portfolio.Owner;
import openbell.runtime.access.Grant;
import openbell.runtime.access.Scope;
import openbell.runtime.access.TokenCheck;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tokens of an OpenID Connect provider. The library checks signature, algorithm, issuer, audience
/// and time; this class says whose an accepted token is.
public final class OidcTokens implements TokenCheck {
  private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);
  private static final String BY = "oidc";
  private static final String SCOPE_PREFIX = "openbell:";

  /// Long enough to fetch the provider's keys once.
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /// What fits behind the prefix as it is. The form of a hash is left to hashes.
  private static final Pattern PLAIN = Pattern.compile("[a-z0-9][a-z0-9-]{0,47}");

  private static final Pattern HASHED = Pattern.compile("h[0-9a-f]{40}");

  private final Supplier<TenantIdentityProvider> provider;
  private final String ownerClaim;
  private final String ownerPrefix;

  /// @param ownerPrefix before every owner that a token names, so that none can be the owner of a
  /// key
  public OidcTokens(
      Supplier<TenantIdentityProvider> provider, String ownerClaim, String ownerPrefix) {
    this.provider = provider;
    this.ownerClaim = ownerClaim;
    this.ownerPrefix = ownerPrefix;
  }

  @Override
  public Optional<Grant> check(String token) {
    try {
      var identity =
          provider.get().authenticate(new AccessTokenCredential(token)).await().atMost(LONGEST);
      return identity.getPrincipal() instanceof JsonWebToken claims
          ? grant(claims)
          : Optional.empty();
    } catch (AuthenticationFailedException e) {
      LOG.atWarn().addKeyValue("reason", "TOKEN").log("a token was refused");
      return Optional.empty();
    } catch (TimeoutException e) {
      LOG.atWarn().addKeyValue("reason", "TIMEOUT").log("the identity provider did not answer");
      return Optional.empty();
    }
  }

  private Optional<Grant> grant(JsonWebToken claims) {
    Object named = claims.getClaim(ownerClaim);
    return named instanceof String text && !text.isBlank()
        ? Optional.of(new Grant(owner(text), BY, scopes(claims.getClaim("scope"))))
        : Optional.empty();
  }

  private Owner owner(String named) {
    boolean plain = PLAIN.matcher(named).matches() && !HASHED.matcher(named).matches();
    return new Owner(ownerPrefix + (plain ? named : "h" + Sha256.hex(named, 40)));
  }

  /// `openbell:read openbell:write …`; reading and writing when the token names none of ours.
  private static Set<Scope> scopes(@Nullable Object claim) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    String[] words = claim instanceof String text ? text.split(" ", -1) : new String[0];
    boolean silent = Arrays.stream(words).noneMatch(word -> word.startsWith(SCOPE_PREFIX));
    for (Scope scope : Scope.values()) {
      if (Arrays.asList(words).contains(SCOPE_PREFIX + scope.name().toLowerCase(Locale.ROOT))) {
        scopes.add(scope);
      }
    }
    return silent ? EnumSet.of(Scope.READ, Scope.WRITE) : scopes;
  }
}
