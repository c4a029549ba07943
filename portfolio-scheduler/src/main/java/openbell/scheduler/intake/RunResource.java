package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import openbell.model.artifact.Manifest;
import openbell.model.run.RunId;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.ProblemException;
import openbell.scheduler.reconcile.RunLedger;
import openbell.scheduler.reconcile.RunRecord;
import org.jspecify.annotations.Nullable;

/// Runs and the files they leave.
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RunResource {
  private final Caller caller;
  private final RunLedger ledger;
  private final Results results;

  RunResource(Caller caller, RunLedger ledger, Results results) {
    this.caller = caller;
    this.ledger = ledger;
    this.results = results;
  }

  @GET
  public Page<RunView> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
    int most = Problems.limit(limit);
    List<RunRecord> found =
        ledger.list(caller.owner(), new RunLedger.Filter(null, null, cursor(after)), most + 1);
    return Page.of(found, most, RunView::of, run -> run.run().runId().value());
  }

  static @Nullable RunId cursor(@Nullable String after) {
    try {
      return after == null ? null : new RunId(after);
    } catch (IllegalArgumentException e) {
      throw Problems.badCursor();
    }
  }

  @GET
  @Path("{id}")
  public RunView read(@PathParam("id") String id) {
    return RunView.of(results.live(find(id)));
  }

  @GET
  @Path("{id}/artifacts")
  public Artifacts artifacts(@PathParam("id") String id) {
    Manifest manifest = results.manifest(Problems.artifact(find(id)));
    return new Artifacts(
        manifest.configHash(),
        manifest.dataHash(),
        manifest.engineVersion(),
        manifest.files().stream()
            .map(
                file ->
                    new ArtifactFile(
                        file.name(),
                        file.bytes(),
                        file.sha256(),
                        RunView.path(id) + "/artifacts/" + file.name()))
            .toList());
  }

  /// One file, verified against the manifest before a byte of it leaves.
  @GET
  @Path("{id}/artifacts/{name}")
  @Produces(MediaType.WILDCARD)
  public Response file(@PathParam("id") String id, @PathParam("name") String name) {
    Manifest manifest = results.manifest(Problems.artifact(find(id)));
    byte[] bytes =
        results
            .file(manifest, name)
            .orElseThrow(
                () -> new ProblemException(404, "file-not-found", "The run has no such file."));
    return Response.ok(bytes, typeOf(name))
        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  private RunRecord find(String id) {
    return ledger.find(caller.owner(), Problems.run(id)).orElseThrow(Problems::noRun);
  }

  static String typeOf(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "json" -> MediaType.APPLICATION_JSON;
      case "csv" -> "text/csv;charset=UTF-8";
      case "svg" -> "image/svg+xml";
      default -> MediaType.APPLICATION_OCTET_STREAM;
    };
  }

  /// The files of a run and what they were made from.
  public record Artifacts(
      String configHash, String dataHash, String engineVersion, List<ArtifactFile> files) {}

  /// One file of a run.
  public record ArtifactFile(String name, long bytes, String sha256, String href) {}
}
