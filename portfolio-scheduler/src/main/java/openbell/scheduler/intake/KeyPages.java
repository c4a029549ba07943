package openbell.scheduler.intake;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.runtime.access.ApiKeys.Stored;
import openbell.runtime.access.KeyDesk;
import openbell.runtime.access.Scope;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.Needs;
import openbell.runtime.rest.ProblemException;
import org.jspecify.annotations.Nullable;

/// The page of API keys.
@Path("/keys")
@Produces(MediaType.TEXT_HTML)
@Needs(Scope.KEYS)
@Blocking
public class KeyPages {
  private static final Map<String, Duration> LASTS =
      Map.of(
          "month",
          Duration.ofDays(30),
          "quarter",
          Duration.ofDays(90),
          "year",
          Duration.ofDays(365));

  private final Caller caller;
  private final KeyDesk desk;
  private final KeyMaking making;
  private final Clock clock;

  KeyPages(Caller caller, KeyDesk desk, KeyMaking making, Clock clock) {
    this.caller = caller;
    this.desk = desk;
    this.making = making;
    this.clock = clock;
  }

  @CheckedTemplate(basePath = "scheduler")
  static class Templates {
    static native TemplateInstance keys(KeysPage page);
  }

  /// @param made the whole new key, this one time; empty otherwise
  /// @param trouble what is wrong with the wish; empty otherwise
  public record KeysPage(
      String owner,
      boolean operator,
      boolean loggedIn,
      String made,
      String trouble,
      List<KeyRow> rows) {}

  /// One key. `mine` when it is the one this page is opened with.
  public record KeyRow(
      String id,
      String name,
      String scopes,
      Show.Badge state,
      boolean active,
      boolean mine,
      String created,
      String used,
      String expires) {}

  @GET
  public TemplateInstance list() {
    return page("", "");
  }

  /// The answer is the page with the key on it: a redirect could not show it.
  @POST
  public TemplateInstance make(
      @FormParam("name") @Nullable String name,
      @FormParam("scope") @Nullable List<String> scopes,
      @FormParam("lasts") @Nullable String lasts) {
    Duration length = lasts == null ? null : LASTS.get(lasts);
    Instant expiresAt = length == null ? null : clock.instant().plus(length);
    try {
      return page(making.make(caller, name, chosen(scopes), expiresAt).key().text(), "");
    } catch (ProblemException e) {
      return page("", e.detail());
    }
  }

  private static List<Scope> chosen(@Nullable List<String> names) {
    List<String> ticked = names == null ? List.of() : names;
    Set<Scope> chosen = EnumSet.noneOf(Scope.class);
    for (Scope scope : Scope.values()) {
      if (ticked.contains(scope.name())) {
        chosen.add(scope);
      }
    }
    return List.copyOf(chosen);
  }

  @POST
  @Path("{id}/end")
  public Response revoke(@PathParam("id") String id) {
    if (!desk.revoke(caller.owner(), id)) {
      throw new ProblemException(404, "key-not-found", "There is no such key in use.");
    }
    return Response.seeOther(URI.create("/keys")).build();
  }

  private TemplateInstance page(String made, String trouble) {
    Instant now = clock.instant();
    List<KeyRow> rows = desk.of(caller.owner()).stream().map(key -> row(key, now)).toList();
    return Templates.keys(
        new KeysPage(
            caller.owner().value(), caller.isOperator(), caller.isLoggedIn(), made, trouble, rows));
  }

  private KeyRow row(Stored key, Instant now) {
    KeyView view = KeyView.of(key, now);
    return new KeyRow(
        view.id(),
        view.name().isEmpty() ? "Without a name" : view.name(),
        view.scopes().stream()
            .map(scope -> scope.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ")),
        badge(view.state()),
        view.state() == KeyView.State.ACTIVE,
        view.id().equals(caller.grant().by()),
        Show.moment(view.createdAt()),
        view.lastUsedAt() == null ? "never" : Show.moment(view.lastUsedAt()),
        view.expiresAt() == null ? "never" : Show.moment(view.expiresAt()));
  }

  private static Show.Badge badge(KeyView.State state) {
    return switch (state) {
      case ACTIVE -> new Show.Badge("on", "In use");
      case EXPIRED -> new Show.Badge("off", "Expired");
      case REVOKED -> new Show.Badge("off", "Revoked");
    };
  }
}
