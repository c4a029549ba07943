package openbell.runtime.artifact;

import openbell.model.run.RunRef;

/// Where the files of a run are kept. Key parts are opaque ids or ISO dates, never a user's text.
public final class ArtifactKeys {
  private ArtifactKeys() {}

  /// `runs/<owner>/<portfolio>/<session>/<strategy version>/<run id>`; the run id covers the
  /// revision.
  public static String runPrefix(RunRef run) {
    return String.join(
        "/",
        "runs",
        run.owner().value(),
        run.portfolio().value(),
        run.session().date().toString(),
        run.configHash().substring(0, 16),
        run.runId().value());
  }

  public static String manifest(String runPrefix) {
    return runPrefix + "/manifest.json";
  }

  public static String attemptFile(String runPrefix, String fence, String name) {
    return runPrefix + "/attempts/" + fence + "/" + name;
  }
}
