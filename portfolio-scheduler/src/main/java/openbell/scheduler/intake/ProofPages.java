package openbell.scheduler.intake;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import openbell.runtime.rest.Caller;
import openbell.scheduler.reconcile.RunRecord;
import org.jspecify.annotations.Nullable;

/// The proof of a run as a page.
@Path("/runs/{id}/verify")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class ProofPages {
  private final Caller caller;
  private final Verifying verifying;

  ProofPages(Caller caller, Verifying verifying) {
    this.caller = caller;
    this.verifying = verifying;
  }

  @CheckedTemplate(basePath = "scheduler")
  static class Templates {
    static native TemplateInstance verify(VerifyPage page);
  }

  /// A verification, ready to print.
  ///
  /// @param badge colour and word of the verdict
  public record VerifyPage(
      RunRow run, VerifyView proof, Show.Badge badge, boolean waiting, List<ObjectRow> objects) {}

  /// One stored object.
  ///
  /// @param again how it came out when the run was repeated; empty when it did not
  public record ObjectRow(
      String name, long bytes, String sha256, Show.Badge stored, Show.@Nullable Badge again) {}

  @GET
  public TemplateInstance verify(@PathParam("id") String id) {
    RunRecord run = verifying.find(caller.owner(), id);
    VerifyView proof = verifying.verify(run);
    return Templates.verify(
        new VerifyPage(
            RunRow.of(run),
            proof,
            badge(proof.verdict()),
            proof.verdict().equals("pending"),
            proof.objects().stream().map(object -> row(object, proof)).toList()));
  }

  private static ObjectRow row(VerifyView.ObjectView object, VerifyView proof) {
    VerifyView.RepetitionView repetition = proof.repetition();
    Show.Badge again =
        repetition == null
            ? null
            : repetition.files().stream()
                .filter(file -> file.name().equals(object.name()))
                .map(file -> badge(file.verdict()))
                .findFirst()
                .orElse(null);
    return new ObjectRow(
        object.name(), object.bytes(), object.sha256(), badge(object.verdict()), again);
  }

  private static Show.Badge badge(String word) {
    String text = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    return switch (word) {
      case "same", "verified" -> new Show.Badge("done", text);
      case "damaged", "missing" -> new Show.Badge("failed", text);
      case "pending" -> new Show.Badge("running", text);
      default -> new Show.Badge("queued", text);
    };
  }
}
