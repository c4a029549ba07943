package openbell.runtime.access;

import java.util.Set;
import openbell.model.portfolio.Owner;

/// Who a credential speaks for, and what it may be used for.
///
/// @param by id of the key; `local` for a visitor from this machine, `oidc` for a token
public record Grant(Owner owner, String by, Set<Scope> scopes) {
  public Grant {
    scopes = Set.copyOf(scopes);
  }

  public boolean allows(Scope scope) {
    return scopes.contains(scope);
  }
}
