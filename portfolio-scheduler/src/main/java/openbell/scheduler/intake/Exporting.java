package openbell.scheduler.intake;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import openbell.model.artifact.Manifest;
import openbell.model.portfolio.Owner;
import openbell.runtime.rest.ProblemException;
import openbell.scheduler.export.ExportFormat;
import openbell.scheduler.export.ExportWriter;
import openbell.scheduler.export.Exports;
import openbell.scheduler.export.RecordedRun;
import openbell.scheduler.reconcile.RunRecord;
import org.jspecify.annotations.Nullable;

/// From a wish for an export to the file, or to a problem.
@Singleton
final class Exporting {
  private final Exports exports;
  private final ExportWriter sqlite;
  private final Verifying runs;
  private final Clock clock;

  Exporting(Exports exports, ExportWriter sqlite, Verifying runs, Clock clock) {
    this.exports = exports;
    this.sqlite = sqlite;
    this.runs = runs;
    this.clock = clock;
  }

  @CheckedTemplate(basePath = "scheduler")
  static class Templates {
    static native TemplateInstance report(ReportPage page);
  }

  Manifest.File make(Owner owner, String id, @Nullable String format) {
    ExportFormat wanted = format(format);
    RunRecord run = runs.find(owner, id);
    return exports.make(
        run,
        Problems.artifact(run),
        wanted,
        wanted == ExportFormat.HTML ? Exporting::report : sqlite,
        clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  byte[] read(Owner owner, String id, ExportFormat format) {
    return exports
        .find(runs.find(owner, id).run(), format)
        .map(exports::read)
        .orElseThrow(
            () ->
                new ProblemException(
                    404, "export-not-found", "There is no such export; ask for it by POST first."));
  }

  private static byte[] report(RecordedRun run) {
    return Templates.report(ReportPage.of(run)).render().getBytes(StandardCharsets.UTF_8);
  }

  private static ExportFormat format(@Nullable String name) {
    return switch (name == null ? "" : name) {
      case "html" -> ExportFormat.HTML;
      case "sqlite" -> ExportFormat.SQLITE;
      default ->
          throw Problems.invalid(
              "S006", "/format", "There is no such format.", "Write html or sqlite.");
    };
  }
}
