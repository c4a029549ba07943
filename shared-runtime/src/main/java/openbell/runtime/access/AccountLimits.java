package openbell.runtime.access;

import java.util.List;
import openbell.model.portfolio.Owner;

/// What an owner may have, and how much of it is used. Each part that limits something tells it.
public interface AccountLimits {

  List<Limit> of(Owner owner);

  /// @param name kebab-case, e.g. `portfolios`
  record Limit(String name, long used, long most) {}
}
