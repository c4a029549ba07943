package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import openbell.model.portfolio.PortfolioId;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.ProblemException;
import openbell.scheduler.dispatch.DocumentComparison;
import openbell.scheduler.dispatch.DocumentComparison.DocumentChange;
import openbell.scheduler.dispatch.VersionBook;
import openbell.scheduler.dispatch.VersionBook.Version;
import openbell.scheduler.dispatch.VersionBook.VersionLine;
import org.jspecify.annotations.Nullable;

/// What a portfolio was, version by version.
@Path("/api/v1/portfolios/{id}/versions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class VersionResource {
  private final Caller caller;
  private final VersionBook versions;
  private final DocumentComparison documents;

  VersionResource(Caller caller, VersionBook versions, DocumentComparison documents) {
    this.caller = caller;
    this.versions = versions;
    this.documents = documents;
  }

  /// One version.
  ///
  /// @param configHash the same in two versions that decide the same
  /// @param current the portfolio runs with it
  public record VersionView(
      int version, String configHash, Instant createdAt, boolean current, String self) {
    static VersionView of(String portfolio, VersionLine line) {
      return new VersionView(
          line.number(),
          line.configHash(),
          line.createdAt(),
          line.current(),
          PortfolioView.path(portfolio) + "/versions/" + line.number());
    }
  }

  /// A version and its document.
  public record VersionDetail(
      int version,
      String configHash,
      Instant createdAt,
      boolean current,
      String self,
      Map<String, Object> document) {}

  /// Newest first.
  @GET
  public Page<VersionView> list(
      @PathParam("id") String id,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    int most = Problems.limit(limit);
    PortfolioId portfolio = Problems.portfolio(id);
    List<VersionLine> found = versions.versions(caller.owner(), portfolio, cursor(after), most + 1);
    if (found.isEmpty() && after == null) {
      throw Problems.noPortfolio();
    }
    return Page.of(
        found,
        most,
        line -> VersionView.of(portfolio.value(), line),
        line -> Integer.toString(line.number()));
  }

  @GET
  @Path("{number}")
  public VersionDetail read(@PathParam("id") String id, @PathParam("number") String number) {
    Version version = find(id, number);
    VersionView view = VersionView.of(id, version.line());
    return new VersionDetail(
        view.version(),
        view.configHash(),
        view.createdAt(),
        view.current(),
        view.self(),
        documents.members(version.document()));
  }

  /// What is different in the later document, place by place.
  @GET
  @Path("{number}/changes/{other}")
  public List<DocumentChange> changes(
      @PathParam("id") String id,
      @PathParam("number") String number,
      @PathParam("other") String other) {
    return documents.between(find(id, number).document(), find(id, other).document());
  }

  private Version find(String id, String number) {
    int wanted = number(number);
    return versions
        .version(caller.owner(), Problems.portfolio(id), wanted)
        .orElseThrow(VersionResource::noVersion);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw noVersion();
    }
  }

  private static int cursor(@Nullable String after) {
    try {
      int number = after == null ? 0 : Integer.parseInt(after);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below, like a number out of range.
    }
    throw Problems.badCursor();
  }

  private static ProblemException noVersion() {
    return new ProblemException(404, "version-not-found", "The portfolio has no such version.");
  }
}
