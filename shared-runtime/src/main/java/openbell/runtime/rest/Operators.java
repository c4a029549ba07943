package openbell.runtime.rest;

import java.util.Set;
import openbell.model.portfolio.Owner;

/// Who may see and change what belongs to everybody.
public record Operators(Set<Owner> owners) {
  public Operators {
    owners = Set.copyOf(owners);
  }

  public boolean include(Owner owner) {
    return owners.contains(owner);
  }
}
