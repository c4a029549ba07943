package openbell.signal.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import openbell.runtime.owned.OwnedPart;
import openbell.runtime.owned.OwnedRow;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.OwnedDoor;
import org.jspecify.annotations.Nullable;

/// Trade-signal's part of an owner's data, for a scheduler in another process.
@Path("/api/v1/record/data")
@Blocking
public class OwnedResource {
  private final Instance<OwnedPart> parts;
  private final Caller caller;

  public OwnedResource(Instance<OwnedPart> parts, Caller caller) {
    this.parts = parts;
    this.caller = caller;
  }

  /// @param file absent for the names of the files
  /// @param after key of the last row of the page before
  @GET
  public List<OwnedRow> rows(
      @QueryParam("file") @Nullable String file, @QueryParam("after") @Nullable String after) {
    return OwnedDoor.rows(parts.stream(), "trade-signal", caller.owner(), file, after);
  }
}
