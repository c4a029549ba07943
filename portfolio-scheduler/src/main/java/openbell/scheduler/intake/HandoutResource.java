package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import openbell.model.run.ArtifactRef;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.artifact.DownloadLinks.Download;
import openbell.runtime.artifact.SignedDownloads;
import openbell.runtime.artifact.SignedLinks;
import openbell.runtime.rest.OpenToAll;
import openbell.runtime.rest.ProblemException;

/// Hands out what a link of {@link DownloadResource} names, where the store is a folder. The token
/// is the proof; whatever is wrong with it, the answer is the same.
@Path(SignedLinks.PATH)
@OpenToAll
@Blocking
public class HandoutResource {
  private final SignedDownloads signed;
  private final ArtifactStore store;
  private final Clock clock;

  HandoutResource(SignedDownloads signed, ArtifactStore store, Clock clock) {
    this.signed = signed;
    this.store = store;
    this.clock = clock;
  }

  /// Verified before a byte of it leaves.
  @GET
  @Path("{token}")
  @Produces(MediaType.WILDCARD)
  public Response file(@PathParam("token") String token) {
    Download what =
        signed
            .open(token, clock.instant())
            .orElseThrow(
                () ->
                    new ProblemException(
                        404, "link-not-valid", "The link is not valid any more: ask for another."));
    byte[] bytes = store.read(new ArtifactRef(what.key(), what.sha256(), what.bytes()));
    return Response.ok(bytes, what.contentType())
        .header("Content-Disposition", "attachment; filename=\"" + what.name() + "\"")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }
}
