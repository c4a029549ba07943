package openbell.worker.intake.offline;

/// What the number at the end means. Scripts trust it, so it is never reused for something else.
final class Exit {
  static final int DONE = 0;

  /// The document or its bars were refused.
  static final int REFUSED = 1;

  /// The command was used wrongly.
  static final int MISUSED = 2;

  /// A file cannot be read or written.
  static final int NO_FILE = 3;

  /// The program is wrong.
  static final int DEFECT = 70;

  /// Stopped by Ctrl-C; what was done until then was printed.
  static final int STOPPED = 130;

  private Exit() {}
}
