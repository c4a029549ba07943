package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The description of the whole API, in both placements: the parts of the services that stand
/// behind this one are in it. Made by the build, see `docs/openapi.json`.
@Path("/api/v1/openapi.json")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ApiDocumentResource {
  private static final String FILE = "/openbell/openapi.json";

  private final byte[] document = load();
  private final EntityTag tag = new EntityTag(UUID.nameUUIDFromBytes(document).toString());

  private static byte[] load() {
    try (InputStream file = ApiDocumentResource.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("the program was built without " + FILE);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// 304 without a body when the reader has it already.
  @GET
  @Operation(summary = "This document")
  public Response read(@Context Request request) {
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return (unchanged != null ? unchanged : Response.ok(document)).tag(tag).build();
  }
}
