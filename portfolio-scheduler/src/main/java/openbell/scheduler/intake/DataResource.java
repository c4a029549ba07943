package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import openbell.model.portfolio.Owner;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.ProblemException;
import openbell.scheduler.takeout.Takeout;
import org.jspecify.annotations.Nullable;

/// All that an owner has, to take along.
@Path("/api/v1/data")
@Blocking
public class DataResource {
  /// Made at the same time; each reads everything that an owner has.
  private static final int AT_ONCE = 2;

  private static final Duration COME_BACK = Duration.ofMinutes(1);

  private final Caller caller;
  private final Takeout takeout;
  private final Semaphore places = new Semaphore(AT_ONCE);

  DataResource(Caller caller, Takeout takeout) {
    this.caller = caller;
    this.takeout = takeout;
  }

  /// Made whole before the first byte leaves: an archive that was cut short looks like a whole one
  /// to many programs.
  @GET
  @Produces("application/zip")
  public Response all(@HeaderParam("Authorization") @Nullable String authorization)
      throws IOException {
    java.nio.file.Path made = make(caller.owner(), authorization == null ? "" : authorization);
    StreamingOutput body =
        out -> {
          try {
            Files.copy(made, out);
          } finally {
            Files.delete(made);
          }
        };
    return Response.ok(body)
        .header("Content-Disposition", "attachment; filename=\"openbell-data.zip\"")
        .build();
  }

  private java.nio.file.Path make(Owner owner, String authorization) throws IOException {
    if (!places.tryAcquire()) {
      throw ProblemException.passing(
          "export-busy",
          "Others are taking their data along now. Ask again in a minute.",
          COME_BACK);
    }
    java.nio.file.Path file = Files.createTempFile("openbell-data", ".zip");
    boolean whole = false;
    try (OutputStream out = Files.newOutputStream(file)) {
      takeout.write(owner, authorization, out);
      whole = true;
    } finally {
      places.release();
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
    return file;
  }
}
