package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import openbell.runtime.rest.Caller;
import openbell.scheduler.keep.KeepLedger;
import openbell.scheduler.keep.KeepLedger.Measured;
import org.jspecify.annotations.Nullable;

/// How much of the store the caller uses.
@Path("/api/v1/storage")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class StorageResource {
  private final Caller caller;
  private final KeepLedger ledger;

  StorageResource(Caller caller, KeepLedger ledger) {
    this.caller = caller;
    this.ledger = ledger;
  }

  /// As it was at the end of the last daily walk; without a time when there was nothing of the
  /// caller's, or no walk has ended yet.
  @GET
  public StorageView read() {
    List<Measured> use = ledger.use(caller.owner());
    return new StorageView(
        use.isEmpty() ? null : use.getFirst().at(),
        use.stream().mapToLong(area -> area.amount().objects()).sum(),
        use.stream().mapToLong(area -> area.amount().bytes()).sum(),
        use.stream()
            .map(a -> new AreaView(a.area().label(), a.amount().objects(), a.amount().bytes()))
            .toList());
  }

  /// @param measuredAt null before the first measurement
  public record StorageView(
      @Nullable Instant measuredAt, long objects, long bytes, List<AreaView> areas) {}

  /// @param area `previews`, `exports`, `uploads` or `runs`
  public record AreaView(String area, long objects, long bytes) {}
}
