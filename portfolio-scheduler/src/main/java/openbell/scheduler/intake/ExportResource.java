package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import openbell.model.artifact.Manifest;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.ProblemException;
import openbell.scheduler.export.ExportFormat;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// A run as one file: a report to read, or a database to ask.
@Path("/api/v1/runs/{id}/exports")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ExportResource {
  private static final String POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox";

  private final Caller caller;
  private final Exporting exporting;

  ExportResource(Caller caller, Exporting exporting) {
    this.caller = caller;
    this.exporting = exporting;
  }

  /// `{"format": "html"}` or `{"format": "sqlite"}`. Asking again answers with the same file.
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(value = ExportView.class, responseCode = "201")
  public Response make(@PathParam("id") String id, @Nullable ExportWish wish) {
    String format = wish == null ? null : wish.format();
    Manifest.File file = exporting.make(caller.owner(), id, format);
    String href = path(id, file);
    return Response.created(URI.create(href))
        .entity(new ExportView(file.name(), file.bytes(), file.sha256(), href))
        .build();
  }

  /// The file, verified before a byte of it leaves.
  @GET
  @Path("{name}")
  @Produces(MediaType.WILDCARD)
  public Response read(@PathParam("id") String id, @PathParam("name") String name) {
    for (ExportFormat format : ExportFormat.values()) {
      if (format.file().equals(name)) {
        String type =
            format == ExportFormat.HTML ? "text/html;charset=UTF-8" : "application/vnd.sqlite3";
        return Response.ok(exporting.read(caller.owner(), id, format), type)
            .header(
                "Content-Disposition",
                "attachment; filename=\"openbell-%s-%s\"".formatted(Problems.run(id).value(), name))
            .header("Content-Security-Policy", POLICY)
            .header("X-Content-Type-Options", "nosniff")
            .build();
      }
    }
    throw new ProblemException(404, "export-not-found", "There is no such export.");
  }

  static String path(String id, Manifest.File file) {
    return RunView.path(id) + "/exports/" + file.name();
  }

  /// What is wanted.
  public record ExportWish(@Nullable String format) {}

  /// What was made.
  public record ExportView(String name, long bytes, String sha256, String href) {}
}
