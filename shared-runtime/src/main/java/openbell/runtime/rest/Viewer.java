package openbell.runtime.rest;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/// Who looks at a page, for its frame. Only shown: what somebody may do is decided elsewhere.
@Named("viewer")
@RequestScoped
public class Viewer {
  /// The cookie of somebody who logged in with a key.
  private static final String SESSION = "ob_session";

  private final Caller caller;
  private final CurrentVertxRequest current;

  Viewer(Caller caller, CurrentVertxRequest current) {
    this.caller = caller;
    this.current = current;
  }

  /// The owner's name; empty when nobody was asked who they are.
  public String getName() {
    try {
      return caller.owner().value();
    } catch (ProblemException _) {
      return "";
    }
  }

  public boolean isKnown() {
    return !getName().isEmpty();
  }

  /// Whether there is a session that can be ended.
  public boolean isSession() {
    @Nullable RoutingContext context = current.getCurrent();
    return context != null && context.request().getCookie(SESSION) != null;
  }
}
