package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import openbell.model.calendar.Upcoming;
import openbell.model.strategy.Finding;
import openbell.model.wire.Parsed;
import openbell.runtime.rest.Caller;
import org.jspecify.annotations.Nullable;

/// Says what is wrong with a document, and when it would run. Nothing is saved.
@Path("/api/v1/portfolios/checks")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class CheckResource {
  private final Caller caller;
  private final Documents documents;
  private final NextRuns nextRuns;

  CheckResource(Caller caller, Documents documents, NextRuns nextRuns) {
    this.caller = caller;
    this.documents = documents;
    this.nextRuns = nextRuns;
  }

  /// @param errors what keeps the document from being taken
  /// @param warnings what is odd about it; it is taken nevertheless
  /// @param nextRuns empty when it is not valid
  public record CheckView(
      boolean valid, List<Finding> errors, List<Finding> warnings, List<Upcoming> nextRuns) {}

  /// A document that is no JSON is an answer as well: whoever writes one asks at every letter.
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public CheckView check(byte @Nullable [] body) {
    Parsed parsed = documents.judge(caller.owner(), body == null ? new byte[0] : body);
    List<Finding> all = parsed.findings();
    return new CheckView(
        parsed instanceof Parsed.Ok,
        all.stream().filter(Finding::refuses).toList(),
        all.stream().filter(finding -> !finding.refuses()).toList(),
        parsed instanceof Parsed.Ok ok ? nextRuns.of(ok.definition().schedule()) : List.of());
  }
}
