package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/// A verb that ended without what was asked for: a sentence for the person, and the exit code.
final class VerbFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final transient JsonNode problem;

  /// @param code one of [Exit]
  VerbFailure(int code, String message) {
    this(code, message, MissingNode.getInstance());
  }

  /// @param problem what the service said (RFC 9457)
  VerbFailure(int code, String message, JsonNode problem) {
    super(message);
    this.code = code;
    this.problem = problem;
  }

  static VerbFailure unreadable(Object file, String fix) {
    return new VerbFailure(Exit.NO_FILE, file + " cannot be read: " + fix);
  }

  static VerbFailure unwritable(Object file) {
    return new VerbFailure(
        Exit.NO_FILE,
        file + " cannot be written: check that its folder exists and that you may write there");
  }

  static VerbFailure stopped() {
    return new VerbFailure(Exit.STOPPED, "stopped");
  }

  int code() {
    return code;
  }

  /// What the service said, or a missing node.
  JsonNode problem() {
    return problem;
  }
}
