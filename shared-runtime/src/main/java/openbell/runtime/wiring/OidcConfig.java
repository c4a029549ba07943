package openbell.runtime.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// Tokens of an OpenID Connect provider, accepted beside API keys. Off unless told otherwise.
@ConfigMapping(prefix = "openbell.oidc")
public interface OidcConfig {

  /// Whether tokens are accepted. Then `issuer` and `audience` are needed.
  @WithDefault("false")
  boolean enabled();

  /// Address of the provider, as its tokens name it; its keys are fetched from there.
  Optional<String> issuer();

  /// What a token must name as its audience.
  Optional<String> audience();

  /// The one algorithm that tokens are signed with, e.g. `RS256` or `ES256`.
  @WithDefault("RS256")
  String algorithm();

  /// The claim that says whose a token is.
  @WithDefault("sub")
  String ownerClaim();

  /// Stands before every owner that a token names, so that no token can name the owner of an API
  /// key: 1 to 15 of `a-z`, `0-9` and `-`.
  @WithDefault("oidc-")
  String ownerPrefix();
}
