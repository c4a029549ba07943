package openbell.runtime.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;
import openbell.model.portfolio.Owner;
import openbell.runtime.access.Grant;
import openbell.runtime.access.Scope;
import org.jspecify.annotations.Nullable;

/// Who is asking. Known only from the credential of this request.
///
/// Templates know it as `cdi:caller`.
@Named("caller")
@RequestScoped
public class Caller {
  private @Nullable Grant grant;
  private boolean operator;
  private boolean session;
  private String authorization = "";

  /// @throws ProblemException 401 when the request carried no credential
  public Owner owner() {
    return grant().owner();
  }

  /// @throws ProblemException 401 when the request carried no credential
  public Grant grant() {
    if (grant == null) {
      throw new ProblemException(401, "unauthenticated", "An API key is needed.", List.of());
    }
    return grant;
  }

  public boolean isKnown() {
    return grant != null;
  }

  /// Name of the owner; empty when nobody is known.
  public String getName() {
    return grant == null ? "" : grant.owner().value();
  }

  /// Whether somebody logged in on the page, who can log out again.
  public boolean isLoggedIn() {
    return session;
  }

  /// Whether the caller may see and change what belongs to everybody.
  public boolean isOperator() {
    return operator && grant != null && grant.allows(Scope.OPERATE);
  }

  /// Value of an `Authorization` header that speaks for the caller at another service; empty when
  /// there is none to pass on.
  public String authorization() {
    return authorization;
  }

  void is(Grant recognised, boolean amongOperators, Visit visit) {
    grant = recognised;
    operator = amongOperators;
    session = visit.authorization() == null && visit.session() != null && !isLocal();
    authorization = isLocal() ? "" : visit.credential();
  }

  private boolean isLocal() {
    return grant != null && grant.by().equals(Doorman.LOCAL);
  }
}
