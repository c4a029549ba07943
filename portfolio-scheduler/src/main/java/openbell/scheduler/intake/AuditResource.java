package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import openbell.model.portfolio.Owner;
import openbell.runtime.access.AuditBook;
import openbell.runtime.access.AuditEntry;
import openbell.runtime.rest.Caller;
import org.jspecify.annotations.Nullable;

/// The audit log: every change and every refusal, newest first. Operators see everybody's.
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class AuditResource {
  private final Caller caller;
  private final AuditBook book;

  AuditResource(Caller caller, AuditBook book) {
    this.caller = caller;
    this.book = book;
  }

  @GET
  public Page<AuditView> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
    int most = Problems.limit(limit);
    Owner owner = caller.isOperator() ? null : caller.owner();
    List<AuditBook.Kept> found = book.list(owner, cursor(after), most + 1);
    return Page.of(
        found, most, kept -> AuditView.of(kept.entry()), kept -> Long.toString(kept.position()));
  }

  private static @Nullable Long cursor(@Nullable String after) {
    try {
      return after == null ? null : Long.valueOf(after);
    } catch (NumberFormatException e) {
      throw Problems.badCursor();
    }
  }

  /// @param owner absent when nobody was recognised
  /// @param key id of the key, `local` or `oidc`; absent when nobody was recognised
  /// @param path without query
  public record AuditView(
      Instant at,
      @Nullable String owner,
      @Nullable String key,
      String method,
      String path,
      int status) {

    static AuditView of(AuditEntry entry) {
      Owner owner = entry.owner();
      return new AuditView(
          entry.at(),
          owner == null ? null : owner.value(),
          entry.key(),
          entry.method(),
          entry.path(),
          entry.status());
    }
  }
}
