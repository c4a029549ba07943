package openbell.runtime.rest;

import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import openbell.model.portfolio.Owner;
import org.jspecify.annotations.Nullable;

/// Who is asking. Known only from the credential of this request.
@RequestScoped
public class Caller {
  private @Nullable Owner owner;

  /// @throws ProblemException 401 when the request carried no credential
  public Owner owner() {
    if (owner == null) {
      throw new ProblemException(401, "unauthenticated", "An API key is needed.", List.of());
    }
    return owner;
  }

  void is(Owner authenticated) {
    owner = authenticated;
  }
}
