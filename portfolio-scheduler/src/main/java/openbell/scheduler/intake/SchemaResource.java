package openbell.scheduler.intake;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import openbell.model.wire.DocumentSchema;
import openbell.runtime.rest.OpenToAll;

/// The form of documents as JSON Schema, for editors and forms. It is no secret, so that nobody
/// needs a key to read it.
@Path("/api/v1/schema")
@Produces({SchemaResource.SCHEMA_JSON, MediaType.APPLICATION_JSON})
@OpenToAll
public class SchemaResource {
  static final String SCHEMA_JSON = "application/schema+json";

  /// A new release may bring new primitives; an hour later everyone knows them.
  private static final Duration FRESH = Duration.ofHours(1);

  /// Bytes that never change while this program runs, and their name.
  private record Text(byte[] bytes, EntityTag tag) {
    static Text of(String schema) {
      byte[] bytes = schema.getBytes(StandardCharsets.UTF_8);
      return new Text(bytes, new EntityTag(UUID.nameUUIDFromBytes(bytes).toString()));
    }
  }

  private final Text portfolio = Text.of(DocumentSchema.portfolio());
  private final Text strategy = Text.of(DocumentSchema.strategy());

  @GET
  public Response portfolio(@Context Request request) {
    return answer(portfolio, request);
  }

  @GET
  @Path("strategy")
  public Response strategy(@Context Request request) {
    return answer(strategy, request);
  }

  /// 304 without a body when the reader has it already.
  private static Response answer(Text text, Request request) {
    CacheControl control = new CacheControl();
    control.setMaxAge((int) FRESH.toSeconds());
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(text.tag());
    return (unchanged != null ? unchanged : Response.ok(text.bytes()))
        .tag(text.tag())
        .cacheControl(control)
        .build();
  }
}
