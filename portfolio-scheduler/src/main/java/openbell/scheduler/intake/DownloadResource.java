package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import openbell.model.artifact.Manifest;
import openbell.runtime.artifact.DownloadLinks;
import openbell.runtime.artifact.DownloadLinks.Download;
import openbell.runtime.artifact.DownloadLinks.Link;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.ProblemException;
import openbell.scheduler.reconcile.RunLedger;
import openbell.scheduler.reconcile.RunRecord;

/// Gives an owner an address of one file that works for a few minutes without a credential, for
/// programs that can fetch and not log in. It belongs in no mail.
@Path("/api/v1/runs/{id}/artifacts/{name}/link")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DownloadResource {
  private final Caller caller;
  private final RunLedger ledger;
  private final Results results;
  private final DownloadLinks links;

  DownloadResource(Caller caller, RunLedger ledger, Results results, DownloadLinks links) {
    this.caller = caller;
    this.ledger = ledger;
    this.results = results;
    this.links = links;
  }

  @POST
  public LinkView link(@PathParam("id") String id, @PathParam("name") String name) {
    RunRecord run = ledger.find(caller.owner(), Problems.run(id)).orElseThrow(Problems::noRun);
    Manifest.File file =
        results.manifest(Problems.artifact(run)).files().stream()
            .filter(named -> named.name().equals(name))
            .findFirst()
            .orElseThrow(
                () -> new ProblemException(404, "file-not-found", "The run has no such file."));
    Link link =
        links.link(
            new Download(file.key(), file.bytes(), file.sha256(), name, RunResource.typeOf(name)));
    return new LinkView(link.href().toString(), link.expiresAt());
  }

  /// @param href a path of this service, or an address of the store
  public record LinkView(String href, Instant expiresAt) {}
}
