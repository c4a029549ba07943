package openbell.scheduler.intake;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import openbell.runtime.rest.LoginDoor;
import openbell.runtime.rest.OpenToAll;
import org.jspecify.annotations.Nullable;

/// Where people log in to the page with an API key, and out again.
@Path("/")
@Produces(MediaType.TEXT_HTML)
@OpenToAll
@Blocking
public class LoginPages {
  private static final int LONGEST_PATH = 2_000;

  private final LoginDoor door;

  LoginPages(LoginDoor door) {
    this.door = door;
  }

  @CheckedTemplate(basePath = "scheduler")
  static class Templates {
    static native TemplateInstance login(LoginPage page);
  }

  /// @param to where to go afterwards, a path of this site
  /// @param refused whether a key was tried that does not count
  public record LoginPage(String to, boolean refused) {}

  @GET
  @Path("login")
  public TemplateInstance login(@QueryParam("to") @Nullable String to) {
    return Templates.login(new LoginPage(destination(to), false));
  }

  /// Another site can send no key here: the gate in front refuses forms of other origins.
  @POST
  @Path("login")
  public Response enter(
      @FormParam("key") @Nullable String key, @FormParam("to") @Nullable String to) {
    Optional<NewCookie> cookie = door.open(key == null ? "" : key.strip());
    return cookie
        .map(known -> Response.seeOther(URI.create(destination(to))).cookie(known).build())
        .orElseGet(
            () ->
                Response.status(401)
                    .entity(Templates.login(new LoginPage(destination(to), true)))
                    .build());
  }

  @POST
  @Path("logout")
  public Response leave() {
    return Response.seeOther(URI.create("/login")).cookie(door.close()).build();
  }

  private static String destination(@Nullable String to) {
    String wanted = to == null || to.length() > LONGEST_PATH ? "/" : to;
    return LoginDoor.destination(wanted);
  }
}
