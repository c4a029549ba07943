package openbell.cli;

/// A verb that ended without what was asked for: a sentence for the person, and the exit code.
final class QueueFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// The service said no.
  static final int REFUSED = 1;

  /// Nobody answers; the code that sysexits.h calls EX_UNAVAILABLE.
  static final int UNREACHABLE = 69;

  private final int code;

  QueueFailure(int code, String message) {
    super(message);
    this.code = code;
  }

  int code() {
    return code;
  }
}
