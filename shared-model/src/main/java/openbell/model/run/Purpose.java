package openbell.model.run;

/// Why a run exists.
public enum Purpose {
  /// A session's batch asked for it.
  SCHEDULED,
  /// Its owner asked for it now.
  MANUAL,
  /// A dry run: its result is shown and nobody is mailed.
  PREVIEW
}
