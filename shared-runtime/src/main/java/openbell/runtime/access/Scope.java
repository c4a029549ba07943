package openbell.runtime.access;

import java.util.EnumSet;
import java.util.Set;

/// What a credential may be used for.
public enum Scope {
  /// Reading: GET and HEAD.
  READ,
  /// Everything that changes something of the owner's.
  WRITE,
  /// Listing, making and revoking API keys.
  KEYS,
  /// What belongs to everybody; only for owners who are operators.
  OPERATE;

  /// Everything: what a key has when nothing else was asked for.
  public static Set<Scope> all() {
    return EnumSet.allOf(Scope.class);
  }
}
