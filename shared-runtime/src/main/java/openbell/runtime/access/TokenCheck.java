package openbell.runtime.access;

import java.util.Optional;

/// Decides whose a token of an identity provider is.
public interface TokenCheck {
  /// Where no identity provider is configured.
  TokenCheck NONE = _ -> Optional.empty();

  /// Empty for everything that is not a token of the configured issuer, for this audience, signed
  /// by a key it publishes, and valid now.
  Optional<Grant> check(String token);
}
