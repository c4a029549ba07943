package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.ProblemException;
import openbell.scheduler.ownbars.UploadLedger;
import openbell.scheduler.ownbars.UploadLedger.Removal;
import openbell.scheduler.ownbars.UploadedBars;
import openbell.scheduler.ownbars.Uploads;
import openbell.scheduler.ownbars.Uploads.Taken;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// The owner's own bars: upload, list, read about, delete.
@Path("/api/v1/bars")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class BarsResource {
  private final Caller caller;
  private final Uploads uploads;
  private final UploadLedger ledger;

  BarsResource(Caller caller, Uploads uploads, UploadLedger ledger) {
    this.caller = caller;
    this.uploads = uploads;
    this.ledger = ledger;
  }

  /// 201 for a new symbol, 200 when its bars were replaced. A file that is not as it must be is
  /// refused with the line.
  @PUT
  @Path("{symbol}")
  @Consumes("text/csv")
  @APIResponseSchema(value = BarsView.class, responseCode = "201")
  public Response put(@PathParam("symbol") String symbol, byte @Nullable [] csv) {
    return switch (uploads.put(caller.owner(), symbol, csv == null ? new byte[0] : csv)) {
      case Taken.Stored stored ->
          Response.status(stored.fresh() ? 201 : 200).entity(BarsView.of(stored.bars())).build();
      case Taken.Public _ ->
          throw new ProblemException(
              409,
              "symbol-is-public",
              "Everybody has bars of " + symbol + " already: choose another symbol.");
      case Taken.TooMany _ ->
          throw new ProblemException(
              409,
              "too-many-symbols",
              "An owner has at most " + Uploads.MOST + " own symbols: delete one first.");
      case Taken.BadSymbol _ ->
          throw Problems.invalid(
              "S006",
              "/symbol",
              "This is no symbol.",
              "Use 1 to 15 of A-Z, 0-9 and . - ^ =, the first a letter, a digit or ^.");
    };
  }

  @GET
  public List<BarsView> list() {
    return ledger.list(caller.owner()).stream().map(BarsView::of).toList();
  }

  @GET
  @Path("{symbol}")
  public BarsView read(@PathParam("symbol") String symbol) {
    return ledger.find(caller.owner(), symbol).map(BarsView::of).orElseThrow(BarsResource::unknown);
  }

  @DELETE
  @Path("{symbol}")
  @Produces(MediaType.WILDCARD)
  public Response delete(@PathParam("symbol") String symbol) {
    return switch (ledger.remove(caller.owner(), symbol)) {
      case Removal.Removed _ -> Response.noContent().build();
      case Removal.Unknown _ -> throw unknown();
      case Removal.Used(String portfolio) ->
          throw new ProblemException(
              409,
              "bars-in-use",
              "The portfolio \"" + portfolio + "\" uses " + symbol + ": delete it first.");
    };
  }

  private static ProblemException unknown() {
    return new ProblemException(404, "bars-not-found", "You have no bars of that symbol.");
  }

  /// One uploaded symbol.
  ///
  /// @param count number of bars
  public record BarsView(
      String symbol, LocalDate first, LocalDate last, int count, Instant uploadedAt) {
    static BarsView of(UploadedBars bars) {
      return new BarsView(
          bars.symbol(), bars.first(), bars.last(), bars.count(), bars.uploadedAt());
    }
  }
}
