package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import openbell.runtime.access.KeyDesk;
import openbell.runtime.access.Scope;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.Needs;
import openbell.runtime.rest.ProblemException;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// API keys of the caller's owner.
@Path("/api/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.KEYS)
@Blocking
public class KeyResource {
  private final Caller caller;
  private final KeyDesk desk;
  private final KeyMaking making;
  private final Clock clock;

  KeyResource(Caller caller, KeyDesk desk, KeyMaking making, Clock clock) {
    this.caller = caller;
    this.desk = desk;
    this.making = making;
    this.clock = clock;
  }

  /// Those in use first, then newest first, at most 100: always one page.
  @GET
  public Page<KeyView> list() {
    Instant now = clock.instant();
    return new Page<>(
        desk.of(caller.owner()).stream().map(key -> KeyView.of(key, now)).toList(), null);
  }

  /// The answer is the only one that has the key.
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(value = KeyView.Made.class, responseCode = "201")
  public Response make(@Nullable KeyWish wish) {
    KeyWish wanted = wish == null ? new KeyWish(null, null, null) : wish;
    KeyDesk.Answer.Made made =
        making.make(caller, wanted.name(), wanted.scopes(), wanted.expiresAt());
    KeyView view = KeyView.of(made.stored(), clock.instant());
    return Response.created(URI.create("/api/v1/keys/" + view.id()))
        .entity(KeyView.Made.of(made.key().text(), view))
        .build();
  }

  /// Ends a key and the logins it opened; other processes know after `openbell.security.key-cache`.
  @DELETE
  @Path("{id}")
  public Response revoke(@PathParam("id") String id) {
    if (!desk.revoke(caller.owner(), id)) {
      throw new ProblemException(404, "key-not-found", "There is no such key in use.");
    }
    return Response.noContent().build();
  }

  /// @param name what its owner calls it, at most 80 characters
  /// @param scopes READ and WRITE when absent
  /// @param expiresAt absent for never
  public record KeyWish(
      @Nullable String name, @Nullable List<Scope> scopes, @Nullable Instant expiresAt) {}
}
