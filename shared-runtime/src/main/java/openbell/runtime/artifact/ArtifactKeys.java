package openbell.runtime.artifact;

import openbell.model.run.Purpose;
import openbell.model.run.RunRef;

/// Where the files of a run are kept. Key parts are opaque ids or ISO dates, never a user's text.
public final class ArtifactKeys {
  private ArtifactKeys() {}

  /// `runs/<owner>/<portfolio>/<session>/<strategy version>/<run id>`; the run id covers the
  /// revision. A preview is `previews/<owner>/<run id>`.
  public static String runPrefix(RunRef run) {
    if (run.purpose() == Purpose.PREVIEW) {
      return String.join("/", "previews", run.owner().value(), run.runId().value());
    }
    return String.join(
        "/",
        "runs",
        run.owner().value(),
        run.portfolio().value(),
        run.session().date().toString(),
        run.configHash().substring(0, 16),
        run.runId().value());
  }

  /// Bars by what they are: portfolios that saw the same bars share one object.
  ///
  /// @param sha256 of the bars, not of the bytes
  public static String bars(String sha256) {
    return "bars/" + sha256 + "/columns.bin";
  }

  public static String manifest(String runPrefix) {
    return runPrefix + "/manifest.json";
  }

  public static String attemptFile(String runPrefix, String fence, String name) {
    return runPrefix + "/attempts/" + fence + "/" + name;
  }
}
